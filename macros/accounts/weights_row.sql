{#
    The weights of all comparisons in one row, to be cross joined: a list `<comparison>_weights` each, whose item at level + 1 is the
    weight of the level. Arguments: weights (relation or CTE: comparison, level, weight; every level from 0 on), type (SQL type).
    Returns a relation in brackets.
#}
{% macro weights_row(weights, type) -%}
(
    select
        {%- for comparison in tieout.match_comparisons() + ['tax_id', 'intercept'] %}
        max(case when comparison = '{{ comparison }}' then weights end) as {{ comparison }}_weights
        {{- ',' if not loop.last }}
        {%- endfor %}
    from (
        select
            comparison,
            {{ tieout.items_of('cast(weight as ' ~ type ~ ')', 'level') }} as weights
        from {{ weights }}
        group by comparison
    ) as weights_listed
)
{%- endmacro %}
