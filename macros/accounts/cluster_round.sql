{#
    One round of uniting accounts, as CTEs that follow the `edges_`, `taxes_` and `sizes_` of the round before (`cluster_candidates`): of
    the candidates each account takes its best one, except where two that are kept apart fit about equally; who is each other's best
    moves together. Arguments: round (a number from 1 on).
    Returns CTEs, the last without a comma: those of `cluster_candidates`, both_ways_, open_, left_open_, best_, moves_ (moved_number,
    cluster_number), and those of `cluster_moved`, with edges_, taxes_ and sizes_ of the round.
#}
{% macro cluster_round(round) %}
{#- Two partners that cannot be one account and fit about as well leave the question open: in thousandths. -#}
{%- set margin = 1000 -%}
{{ tieout.cluster_candidates(round) }},

both_ways_{{ round }} {{ tieout.as_materialized() }} (
    select
        a as cluster_number,
        b as partner_number,
        average
    from candidates_{{ round }}
    union all
    select
        b as cluster_number,
        a as partner_number,
        average
    from candidates_{{ round }}
),

open_{{ round }} as (
    select
        one.cluster_number,
        one.partner_number,
        other.partner_number as other_partner_number
    from conflicts_{{ round }} as conflicts
    inner join both_ways_{{ round }} as one
        on conflicts.a = one.partner_number
    inner join both_ways_{{ round }} as other
        on conflicts.b = other.partner_number
        and one.cluster_number = other.cluster_number
    where abs(one.average - other.average) < {{ margin }}
),

left_open_{{ round }} {{ tieout.as_materialized() }} (
    select
        cluster_number,
        partner_number
    from open_{{ round }}
    union
    select
        cluster_number,
        other_partner_number as partner_number
    from open_{{ round }}
    union
    select
        partner_number as cluster_number,
        cluster_number as partner_number
    from open_{{ round }}
    union
    select
        other_partner_number as cluster_number,
        cluster_number as partner_number
    from open_{{ round }}
),

best_{{ round }} {{ tieout.as_materialized() }} (
    select
        both_ways.cluster_number,
        {{ tieout.best_of('both_ways.partner_number', 'both_ways.average') }} as partner_number
    from both_ways_{{ round }} as both_ways
    left join left_open_{{ round }} as left_open
        on both_ways.cluster_number = left_open.cluster_number
        and both_ways.partner_number = left_open.partner_number
    where left_open.cluster_number is null
    group by both_ways.cluster_number
),

moves_{{ round }} {{ tieout.as_materialized() }} (
    select
        best.cluster_number as moved_number,
        best.partner_number as cluster_number
    from best_{{ round }} as best
    inner join best_{{ round }} as partners
        on best.partner_number = partners.cluster_number
        and best.cluster_number = partners.partner_number
    where best.cluster_number > best.partner_number
),

{{ tieout.cluster_moved(round) }}
{% endmacro %}
