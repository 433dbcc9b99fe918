{# The known time of a fact whose source keeps no created stamp: before any as-of. #}
{% macro always_known() -%}
    cast('1900-01-01 00:00:00' as timestamp)
{%- endmacro %}
