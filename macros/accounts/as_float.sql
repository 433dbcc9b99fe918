{#
    A number as a floating-point one: for likelihoods and averages of scores, never for money. Arguments: expression (SQL number).
    Returns a SQL expression.
#}
{% macro as_float(expression) -%}
    cast({{ expression }} as double)
{%- endmacro %}
