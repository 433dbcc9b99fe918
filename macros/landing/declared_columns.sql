{#
    The source declarations as a relation, one row per table (column_name null) and per column: source_system, source_table,
    source_column, is_required, without_it (what is lost where it is absent).
#}
{% macro declared_columns() %}
    {% set rows = [] %}
    {% for table in declared_tables() %}
        {% do rows.append('(' ~ [
            sql_text(table.system), sql_text(table.name), 'null', table.is_required, sql_text(table.without_it),
        ] | join(', ') ~ ')') %}
        {% for column in table.columns %}
            {% do rows.append('(' ~ [
                sql_text(table.system), sql_text(table.name), sql_text(column.name), column.is_required,
                sql_text('Reads as empty: ' ~ column.description),
            ] | join(', ') ~ ')') %}
        {% endfor %}
    {% endfor %}
    {{ return(values_relation(rows, {
        'source_system': 'varchar', 'source_table': 'varchar', 'source_column': 'varchar', 'is_required': 'boolean',
        'without_it': 'varchar',
    })) }}
{% endmacro %}
