{#
    One round of uniting accounts, as CTEs that follow `edges_<round - 1>` (a, b, score in thousandths, pairs, and both for each of
    `evidence_fields`) and `taxes_<round - 1>` (cluster_number, country_code, tax_id): candidates are pairs of accounts that nothing keeps
    apart and whose average is good enough, where a field is averaged over the pairs of records that have something to say in it;
    each takes its best one, except where two that are kept apart fit about equally; who is each other's best moves together.
    Arguments: round (a number from 1 on). Returns CTEs, the last without a comma: taxed_, conflicts_, candidates_, both_ways_, open_,
    left_open_, best_, moves_ (moved_number, cluster_number), and those of
    `cluster_moved`: edges_ and taxes_ of the round.
#}
{% macro cluster_round(round) %}
{#- Two partners that cannot be one account and fit about as well leave the question open: in thousandths. -#}
{%- set margin = 1000 -%}
{%- set fields = tieout.evidence_fields() -%}
{#- Where many pairs of records disagree in a field, it is no slip of one of them: the disagreement counts more, though less than as
    often as it is seen. As such doubts are counted in full, an average a little below 0 is still good enough, in thousandths. -#}
{%- set repeated = 0.2 -%}
{%- set enough = -500 -%}
-- A step of its own: else DuckDB pairs all numbers of a country first.
taxed_{{ round }} {{ tieout.as_materialized() }} (
    select
        edges.a,
        edges.b,
        taxes.country_code,
        taxes.tax_id
    from edges_{{ round - 1 }} as edges
    inner join taxes_{{ round - 1 }} as taxes
        on edges.a = taxes.cluster_number
),

conflicts_{{ round }} {{ tieout.as_materialized() }} (
    select
        taxed.a,
        taxed.b
    from taxed_{{ round }} as taxed
    inner join taxes_{{ round - 1 }} as taxes
        on taxed.b = taxes.cluster_number
        and taxed.country_code = taxes.country_code
        and taxed.tax_id <> taxes.tax_id

    union

    select
        a,
        b
    from edges_{{ round - 1 }}
    where score < -{{ tieout.kept_apart() // 2 }}
),

candidates_{{ round }} {{ tieout.as_materialized() }} (
    select
        edges.a,
        edges.b,
        edges.average
    from (
        select
            a,
            b,
            score / {{ tieout.as_float('pairs') }}
            {%- for field in fields %}
            + case
                when {{ field }}_pairs = 0 then 0
                else {{ field }}_score / {{ tieout.as_float(field ~ '_pairs') }}
            end * case when {{ field }}_score < 0 then power({{ field }}_pairs, {{ repeated }}) else 1 end
            {%- endfor %} as average
        from edges_{{ round - 1 }}
    ) as edges
    left join conflicts_{{ round }} as conflicts
        on edges.a = conflicts.a
        and edges.b = conflicts.b
    where conflicts.a is null and edges.average > {{ enough }}
),

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
