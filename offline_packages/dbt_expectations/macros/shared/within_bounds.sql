{#
    A condition: the expression lies between two bounds, either of which may be left out.

    Arguments: expression; min_value and max_value, numbers or SQL; strictly, true when the bounds
    themselves are outside. Errors: stops when neither bound is given.
#}
{% macro within_bounds(expression, min_value, max_value, strictly) %}
    {%- if min_value is none and max_value is none -%}
        {{ exceptions.raise_compiler_error("Give min_value, max_value or both.") }}
    {%- endif -%}
    {%- set or_equal = "" if strictly else "=" -%}
    {%- set bounds = [] -%}
    {%- if min_value is not none -%}
        {%- do bounds.append(expression ~ " >" ~ or_equal ~ " " ~ min_value) -%}
    {%- endif -%}
    {%- if max_value is not none -%}
        {%- do bounds.append(expression ~ " <" ~ or_equal ~ " " ~ max_value) -%}
    {%- endif -%}
    {{ return("(" ~ bounds | join(" and ") ~ ")") }}
{% endmacro %}
