{#
    An amount as people read it: 1,234.50; "-" where there is none.
    Argument: amount, a number or none. Errors: none.
#}
{% macro summary_money(amount) %}
    {{ return("-" if amount is none else "{:,.2f}".format(amount)) }}
{% endmacro %}
