{#
    Where a row stands among the rows of its group that have a value, as one value to compare: `first_by` takes the smallest.
    Arguments: value (SQL; null: the row is out), order_by (SQL expressions without nulls, smallest first, together unique).
    Returns a SQL expression.
#}
{% macro order_among(value, order_by) %}
    {{ return(adapter.dispatch('order_among', 'tieout')(value, order_by)) }}
{% endmacro %}

{% macro default__order_among(value, order_by) -%}
    case when {{ value }} is not null then struct({{ order_by | join(', ') }}) end
{%- endmacro %}

{% macro duckdb__order_among(value, order_by) -%}
    case when {{ value }} is not null then ({{ order_by | join(', ') }}) end
{%- endmacro %}
