{#
    The last of the words of a text that are separated by single spaces.
    Arguments: expression (SQL text). Returns a SQL expression.
#}
{% macro last_word(expression) %}
    {{ return(adapter.dispatch('last_word', 'tieout')(expression)) }}
{% endmacro %}

{% macro default__last_word(expression) -%}
    reverse(split_part(reverse({{ expression }}), ' ', 1))
{%- endmacro %}

{% macro duckdb__last_word(expression) -%}
    split_part({{ expression }}, ' ', -1)
{%- endmacro %}
