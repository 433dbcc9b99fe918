{#
    One item of a list. Arguments: items (a list), place (SQL number, 1 for the first). Returns a SQL expression.
#}
{% macro list_item(items, place) %}
    {{ return(adapter.dispatch('list_item', 'tieout')(items, place)) }}
{% endmacro %}

{% macro default__list_item(items, place) -%}
    element_at({{ items }}, {{ place }})
{%- endmacro %}

{% macro duckdb__list_item(items, place) -%}
    {{ items }}[{{ place }}]
{%- endmacro %}
