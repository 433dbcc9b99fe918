{#- Accounts meet in pairs, round by round: ten rounds unite a thousand records. -#}
{%- set rounds = 12 -%}
with

records as (
    select * from {{ ref('int_accounts__records_described') }}
),

groups as (
    select * from {{ ref('int_accounts__records_grouped') }}
),

group_pairs as (
    select * from {{ ref('int_accounts__groups_paired') }}
),

edges_0 {{ as_materialized() }} (
    select
        group_number as a,
        other_group_number as b,
        score,
        pairs
    from group_pairs
),

taxes_0 {{ as_materialized() }} (
    select
        groups.group_number as cluster_number,
        records.country_code,
        records.tax_id
    from records
    inner join groups
        on records.record_number = groups.record_number
    where records.tax_id is not null and records.country_code is not null
    group by
        groups.group_number,
        records.country_code,
        records.tax_id
)

{%- for round in range(1, rounds + 1) %},
{{ cluster_round(round) }}
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
    from groups
    {%- set ns.number = 'groups.group_number' %}
    {%- for round in range(1, rounds + 1) %}
    left join moves_{{ round }}
        on {{ ns.number }} = moves_{{ round }}.moved_number
    {%- set ns.number = 'coalesce(moves_' ~ round ~ '.cluster_number, ' ~ ns.number ~ ')' %}
    {%- endfor %}
),

final as (
    select
        records.record_key,
        heads.record_key as account_key,
        placed.last_round
    from placed
    inner join records
        on placed.record_number = records.record_number
    inner join records as heads
        on placed.cluster_number = heads.record_number
)

select * from final
