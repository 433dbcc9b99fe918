{#
    The weight of a pair in one comparison. Arguments: comparison (a name), row (alias of the joined weights_row), pair (alias of a row
    of int_accounts__pairs_compared). Returns a SQL expression.
#}
{% macro weight_of(comparison, row, pair) -%}
    {{ tieout.item_at(row ~ '.' ~ comparison ~ '_weights', pair ~ '.' ~ comparison ~ '_level + 1') }}
{%- endmacro %}
