{#
    A constant condition: true where at least one switched-on system supplies each of the entities named, else false.
    It keeps the question "is there an ERP at all" out of the SQL of the models.
#}
{% macro is_supplied(entities) -%}
    {%- set missing = [] -%}
    {%- for entity in entities if not entity_suppliers(entity) -%}
        {%- do missing.append(entity) -%}
    {%- endfor -%}
    {{ '1 = 0' if missing else '1 = 1' }}
{%- endmacro %}
