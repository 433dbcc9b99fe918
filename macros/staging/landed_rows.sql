{#
    A source table, or an empty relation where the warehouse lacks an optional one. Arguments: system, table.
    `source()` is always called, so that the lineage is whole.
#}
{% macro landed_rows(system, table) %}
    {%- set relation = source(system, table) -%}
    {{ return(adapter.dispatch('landed_rows', 'tieout')(system, table, relation)) }}
{% endmacro %}

{% macro default__landed_rows(system, table, relation) %}
    {%- if execute and source_relation(declared_table(system, table)) is none -%}
        {{ return('(select 1 as nothing where 1 = 0)') }}
    {%- endif -%}
    {{ return(relation) }}
{% endmacro %}

{% macro duckdb__landed_rows(system, table, relation) %}
    {{ return(relation) }}
{% endmacro %}
