{#
    One item of a list. Arguments: items (a list), place (SQL number, 1 for the first). Returns a SQL expression.
#}
{% macro item_at(items, place) %}
    {{ return(adapter.dispatch('item_at', 'tieout')(items, place)) }}
{% endmacro %}

{% macro default__item_at(items, place) -%}
    element_at({{ items }}, {{ place }})
{%- endmacro %}

{% macro duckdb__item_at(items, place) -%}
    {{ items }}[{{ place }}]
{%- endmacro %}
