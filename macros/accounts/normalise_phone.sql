{#
    A phone number for comparison (`phone_of_digits`). Arguments: expression (SQL text). Returns a SQL expression.
#}
{% macro normalise_phone(expression) -%}
    {{ tieout.phone_of_digits(tieout.digits_of(expression)) }}
{%- endmacro %}
