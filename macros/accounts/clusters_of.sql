{#
    Groups of records united into clusters, by the average score of their pairs: round by round (`cluster_round`) two clusters unite
    that are each other's best. Unrolled, so that it runs without recursion; ten rounds can unite a thousand records.
    Arguments: records (record_number, country_code, tax_id), groups (record_number, group_number), group_pairs (group_number,
    other_group_number, score in thousandths, pairs, and both for each of `evidence_fields`), all relations or CTEs; rounds.
    Returns a relation in brackets, one row per record: record_number, cluster_number (smallest group of the cluster), last_round (the
    last round in which the record moved, 0 for none).
#}
{% macro clusters_of(records, groups, group_pairs, rounds=12) %}
(
with

-- Whole numbers as floating-point ones: sums of them are exact, and quicker than those of integers.
edges_0 {{ tieout.as_materialized() }} (
    select
        group_number as a,
        other_group_number as b,
        {{ tieout.as_float('score') }} as score,
        {{ tieout.as_float('pairs') }} as pairs
        {%- for field in tieout.evidence_fields() %},
        {{ tieout.as_float('coalesce(' ~ field ~ '_score, 0)') }} as {{ field }}_score,
        {{ tieout.as_float('coalesce(' ~ field ~ '_pairs, 0)') }} as {{ field }}_pairs
        {%- endfor %}
    from {{ group_pairs }}
),

taxes_0 {{ tieout.as_materialized() }} (
    select
        groups.group_number as cluster_number,
        records.country_code,
        records.tax_id
    from {{ records }} as records
    inner join {{ groups }} as groups
        on records.record_number = groups.record_number
    where records.tax_id is not null and records.country_code is not null
    group by
        groups.group_number,
        records.country_code,
        records.tax_id
),

sizes_0 {{ tieout.as_materialized() }} (
    select
        group_number as cluster_number,
        count(*) as records
    from {{ groups }}
    group by group_number
)

{%- for round in range(1, rounds + 1) %},
{{ tieout.cluster_round(round) }}
{%- endfor %},

placed as (
    select
        groups.record_number,
        {%- set ns = namespace(number='groups.group_number') %}
        {%- for round in range(1, rounds + 1) %}
        {%- set ns.number = 'coalesce(moves_' ~ round ~ '.cluster_number, ' ~ ns.number ~ ')' %}
        {%- endfor %}
        {{ ns.number }} as cluster_number,
        greatest(
            {%- for round in range(1, rounds + 1) %}
            case when moves_{{ round }}.moved_number is null then 0 else {{ round }} end
            {{- ',' if not loop.last }}
            {%- endfor %}
        ) as last_round
    from {{ groups }} as groups
    {%- set ns.number = 'groups.group_number' %}
    {%- for round in range(1, rounds + 1) %}
    left join moves_{{ round }}
        on {{ ns.number }} = moves_{{ round }}.moved_number
    {%- set ns.number = 'coalesce(moves_' ~ round ~ '.cluster_number, ' ~ ns.number ~ ')' %}
    {%- endfor %}
)

select
    record_number,
    cluster_number,
    last_round
from placed
)
{% endmacro %}
