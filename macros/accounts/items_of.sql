{#
    A list of the values of a group in a given order, for item_at(). Arguments: expression, order_by (SQL). Returns an aggregate.
#}
{% macro items_of(expression, order_by) %}
    {{ return(adapter.dispatch('items_of', 'tieout')(expression, order_by)) }}
{% endmacro %}

{% macro default__items_of(expression, order_by) -%}
    transform(
        array_sort(collect_list(struct({{ order_by }} as place, {{ expression }} as item))), x -> x.item
    )
{%- endmacro %}

{% macro duckdb__items_of(expression, order_by) -%}
    list({{ expression }} order by {{ order_by }})
{%- endmacro %}
