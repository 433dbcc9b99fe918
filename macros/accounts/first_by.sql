{#
    What the row with the smallest order of a group has; rows without an order are out. The order must be unique, so that the order of
    rows plays no part. Arguments: result, order (SQL expressions). Returns an aggregate; null where every row is out.
#}
{% macro first_by(result, order) %}
    {{ return(adapter.dispatch('first_by', 'tieout')(result, order)) }}
{% endmacro %}

{% macro default__first_by(result, order) -%}
    min_by({{ result }}, {{ order }})
{%- endmacro %}

{% macro duckdb__first_by(result, order) -%}
    arg_min({{ result }}, {{ order }})
{%- endmacro %}
