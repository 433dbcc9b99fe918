{#
    The digits of a text, for `phone_of_digits`. Arguments: expression (SQL text). Returns a SQL expression.
#}
{% macro digits_of(expression) -%}
    {{ tieout.replace_pattern('cast(' ~ expression ~ ' as varchar)', '[^0-9]+', '') }}
{%- endmacro %}
