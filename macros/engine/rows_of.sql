{#
    The rows of a group as a list of records, in the order of their first column, then of the second and so on. item_at() takes one out:
    `item_at('rarest', 1) ~ '.word'`.
    Arguments: columns (names; a row whose first column is null is left out). Returns a SQL aggregate expression; null where no row is left.
#}
{% macro rows_of(columns) %}
    {{ return(adapter.dispatch('rows_of', 'tieout')(columns)) }}
{% endmacro %}

{% macro default__rows_of(columns) -%}
    array_sort(collect_list(case when {{ columns[0] }} is not null then struct({{ columns | join(', ') }}) end))
{%- endmacro %}

{% macro duckdb__rows_of(columns) -%}
    list_sort(
        list(struct_pack({% for column in columns %}{{ column }} := {{ column }}{{ ', ' if not loop.last }}{% endfor %}))
        filter (where {{ columns[0] }} is not null)
    )
{%- endmacro %}
