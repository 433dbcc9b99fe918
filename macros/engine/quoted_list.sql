{# A comma-separated list of text literals, for `in (...)`; a list that matches nothing when it is empty. Argument: values. #}
{% macro quoted_list(values) %}
    {%- for value in values -%}
        {{ sql_text(value) }}{{ ', ' if not loop.last }}
    {%- else -%}
        cast(null as varchar)
    {%- endfor -%}
{% endmacro %}
