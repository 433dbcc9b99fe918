{#
    How the columns of a source table are read on this warehouse. Argument: declared (of `declared_table`).
    Returns row_number (an expression), texts (column -> its text, blank as null) and present (the columns that the source has).
    A column that the source lacks is a null that costs nothing. On DuckDB every declared column was landed as text under its own
    name, and the landing step noted which are there; elsewhere a column may stand under the name of a custom field.
#}
{% macro readings_of(declared) %}
    {{ return(adapter.dispatch('readings_of', 'tieout')(declared)) }}
{% endmacro %}

{% macro default__readings_of(declared) %}
    {% set found = source_column_names(declared) %}
    {% set texts, present = {}, [] %}
    {% for column in declared.columns %}
        {% set name = landed_column_name(declared.system, declared.name, column.name) %}
        {% if name | lower in found %}
            {% do present.append(column.name) %}
            {% set text = "nullif(trim(cast(landed." ~ adapter.quote(name | lower) ~ " as " ~ dbt.type_string() ~ ")), '')" %}
        {% else %}
            {% set text = "cast(null as " ~ dbt.type_string() ~ ")" %}
        {% endif %}
        {% do texts.update({column.name: text}) %}
    {% endfor %}
    {{ return({'row_number': 'cast(null as ' ~ dbt.type_bigint() ~ ')', 'texts': texts, 'present': present}) }}
{% endmacro %}

{% macro duckdb__readings_of(declared) %}
    {% set texts = {} %}
    {% set present = run_query(
        'select column_name from ' ~ source('landing', 'landed_columns') ~ ' where is_present and system = '
        ~ sql_text(declared.system) ~ ' and table_name = ' ~ sql_text(declared.name)
    ).columns[0].values() %}
    {% for column in declared.columns %}
        {% set text = "nullif(trim(landed." ~ adapter.quote(column.name) ~ "), '')"
            if column.name in present else 'cast(null as varchar)' %}
        {% do texts.update({column.name: text}) %}
    {% endfor %}
    {{ return({'row_number': 'landed._row_number', 'texts': texts, 'present': present}) }}
{% endmacro %}
