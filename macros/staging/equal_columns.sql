{# A join condition: the named columns are equal on both sides. Arguments: left_side, right_side (aliases), names. #}
{% macro equal_columns(left_side, right_side, names) %}
    {%- for name in names -%}
        {{ left_side }}.{{ name }} = {{ right_side }}.{{ name }}{{ ' and ' if not loop.last }}
    {%- endfor -%}
{% endmacro %}
