{#
    Which declared columns the sources have, as a relation: system, table_name, column_name, is_present.
    On DuckDB the landing step noted it; elsewhere the warehouse is asked.
#}
{% macro present_columns() %}
    {{ return(adapter.dispatch('present_columns', 'tieout')()) }}
{% endmacro %}

{% macro default__present_columns() %}
    {% set rows = [] %}
    {% for table in declared_tables() %}
        {% set found = source_column_names(table) %}
        {% for column in table.columns %}
            {% set name = landed_column_name(table.system, table.name, column.name) | lower %}
            {% do rows.append('(' ~ [
                sql_text(table.system), sql_text(table.name), sql_text(column.name), name in found,
            ] | join(', ') ~ ')') %}
        {% endfor %}
    {% endfor %}
    {{ return(values_relation(rows, {'system': 'varchar', 'table_name': 'varchar', 'column_name': 'varchar',
        'is_present': 'boolean'})) }}
{% endmacro %}

{% macro duckdb__present_columns() %}
    {{ return(source('landing', 'landed_columns')) }}
{% endmacro %}
