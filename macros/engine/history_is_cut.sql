{#
    A constant condition: true where the var `history_starts_on` cuts the history. On the imports of a model that only serves
    opening balances it keeps every warehouse from reading them for nothing.
#}
{% macro history_is_cut() -%}
    {{ '1 = 1' if history_start() else '1 = 0' }}
{%- endmacro %}
