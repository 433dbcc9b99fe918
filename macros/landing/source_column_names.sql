{# The columns that the warehouse has for a declared table, lower case; empty where it has no such table. Argument: table. #}
{% macro source_column_names(table) %}
    {% set relation = source_relation(table) %}
    {% if relation is none %}{{ return([]) }}{% endif %}
    {{ return(adapter.get_columns_in_relation(relation) | map(attribute='name') | map('lower') | list) }}
{% endmacro %}
