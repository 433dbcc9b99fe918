{#
    How the columns of a source table are read on this warehouse. Argument: declared (of `declared_table`).
    Returns row_number (an expression) and texts (column -> its text, blank as null).
    On DuckDB every declared column was landed as text under its own name. Elsewhere a column may be absent or may stand under the
    name of a custom field.
#}
{% macro readings_of(declared) %}
    {{ return(adapter.dispatch('readings_of', 'tieout')(declared)) }}
{% endmacro %}

{% macro default__readings_of(declared) %}
    {% set found = source_column_names(declared) %}
    {% set texts = {} %}
    {% for column in declared.columns %}
        {% set name = landed_column_name(declared.system, declared.name, column.name) %}
        {% if name | lower in found %}
            {% set text = "nullif(trim(cast(landed." ~ adapter.quote(name | lower) ~ " as " ~ dbt.type_string() ~ ")), '')" %}
        {% else %}
            {% set text = "cast(null as " ~ dbt.type_string() ~ ")" %}
        {% endif %}
        {% do texts.update({column.name: text}) %}
    {% endfor %}
    {{ return({'row_number': 'cast(null as ' ~ dbt.type_bigint() ~ ')', 'texts': texts}) }}
{% endmacro %}

{% macro duckdb__readings_of(declared) %}
    {% set texts = {} %}
    {% for column in declared.columns %}
        {% set text = "nullif(trim(landed." ~ adapter.quote(column.name) ~ "), '')" %}
        {% do texts.update({column.name: text}) %}
    {% endfor %}
    {{ return({'row_number': 'landed._row_number', 'texts': texts}) }}
{% endmacro %}
