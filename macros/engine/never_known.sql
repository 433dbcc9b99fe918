{# A known time after any as-of, for comparing stamps that may be null. #}
{% macro never_known() -%}
    cast('9999-12-31 00:00:00' as timestamp)
{%- endmacro %}
