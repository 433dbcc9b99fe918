{# Schemas carry the plain names of the interface (raw, staging, intermediate, marts, checks, book, history) on every target. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
