{#
    The keys of the landed rows of a source table, each once, whatever else of its rows can be read. Arguments: system, table
    (a declared source table with one key column). Column: landed_key. Empty while dbt parses.
#}
{% macro landed_keys(system, table) -%}
    {%- set relation = landed_rows(system, table) -%}
    {%- if execute -%}
    {%- set declared = declared_table(system, table) -%}
    {%- set key = declared.columns | selectattr('is_key') | map(attribute='name') | first -%}
    select {{ readings_of(declared).texts[key] }} as landed_key from {{ relation }} as landed group by landed_key
    {%- endif -%}
{%- endmacro %}
