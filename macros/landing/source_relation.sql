{# The relation of a declared table, or none where the warehouse has no such table. Argument: table (of `declared_tables`). #}
{% macro source_relation(table) %}
    {{ return(adapter.get_relation(database=table.database, schema=table.schema, identifier=table.identifier)) }}
{% endmacro %}
