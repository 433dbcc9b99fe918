{#
    Which accounts may unite in a round, as CTEs that follow `edges_<round - 1>` (a, b, score in thousandths, pairs, and both for each of
    `evidence_fields`), `taxes_<round - 1>` (cluster_number, country_code, tax_id) and `sizes_<round - 1>` (cluster_number, records):
    pairs of accounts that nothing keeps apart and whose average is good enough, where a field is averaged over the pairs of
    records that have something to say in it. Arguments: round (a number from 1 on).
    Returns CTEs, the last without a comma: taxed_, conflicts_ (a, b), hopeful_ and candidates_ (a, b, average) of the round.
#}
{% macro cluster_candidates(round) %}
{%- set fields = tieout.evidence_fields() -%}
{#- Where many pairs of records disagree in a field, it is no slip of one of them: the disagreement counts more, though less than as
    often as it is seen. As such doubts are counted in full, an average a little below 0 is still good enough, in thousandths. -#}
{%- set repeated = 0.2 -%}
{%- set enough = -500 -%}
{#- Pairs of records that share no key, or are far from a match, are strangers' pairs: each counts as a tenth of one with this score,
    all together as much as those that were compared at most, since many of a large account are not compared for lack of room. -#}
{%- set strange = -6000 -%}
{%- set seldom = 0.1 -%}
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

-- By the pairs that were compared. Those of strangers only lower an average: who is not near enough
-- by now is not looked at further.
hopeful_{{ round }} {{ tieout.as_materialized() }} (
    select
        edges.a,
        edges.b,
        edges.pairs,
        edges.average,
        edges.adds
    from (
        select
            a,
            b,
            pairs,
            score / pairs as average
            {%- for field in fields %}
            {{ ',' if loop.first else '+' }} case
                when {{ field }}_pairs = 0 then 0
                else {{ field }}_score / {{ field }}_pairs
            end * case when {{ field }}_score < 0 then power({{ field }}_pairs, {{ repeated }}) else 1 end
            {%- endfor %} as adds
        from edges_{{ round - 1 }}
    ) as edges
    left join conflicts_{{ round }} as conflicts
        on edges.a = conflicts.a
        and edges.b = conflicts.b
    where conflicts.a is null and edges.average + edges.adds > {{ enough }}
),

candidates_{{ round }} {{ tieout.as_materialized() }} (
    select
        a,
        b,
        average
    from (
        select
            a,
            b,
            (average * pairs + {{ strange }} * strange_pairs) / (pairs + strange_pairs) + adds as average
        from (
            select
                hopeful.*,
                least(
                    {{ seldom }} * greatest(lower_sizes.records * upper_sizes.records - hopeful.pairs, 0),
                    hopeful.pairs
                ) as strange_pairs
            from hopeful_{{ round }} as hopeful
            inner join sizes_{{ round - 1 }} as lower_sizes
                on hopeful.a = lower_sizes.cluster_number
            inner join sizes_{{ round - 1 }} as upper_sizes
                on hopeful.b = upper_sizes.cluster_number
        ) as sized
    ) as averages
    where average > {{ enough }}
)
{% endmacro %}
