{#
    A list of the values of a group in a given order, for list_item(). Arguments: expression, order_by (SQL). Returns an aggregate.
#}
{% macro list_of(expression, order_by) %}
    {{ return(adapter.dispatch('list_of', 'tieout')(expression, order_by)) }}
{% endmacro %}

{% macro default__list_of(expression, order_by) -%}
    transform(
        array_sort(collect_list(struct({{ order_by }} as place, {{ expression }} as item))), x -> x.item
    )
{%- endmacro %}

{% macro duckdb__list_of(expression, order_by) -%}
    list({{ expression }} order by {{ order_by }})
{%- endmacro %}
