{#- Accounts meet in pairs, round by round: ten rounds unite a thousand records. -#}
{%- set rounds = 12 -%}
{%- set threshold = 0 -%}
{#- Two partners that cannot be one account and fit about as well leave the question open. -#}
{%- set margin = 1 -%}
{#- More than all evidence together can outweigh, in thousandths. -#}
{%- set never = 1000000000000 -%}
with

records as (
    select * from {{ ref('int_accounts__records_described') }}
),

accounts_so_far as (
    select * from {{ ref('int_accounts__tax_ids_joined') }}
),

pairs as (
    select
        record_number,
        other_record_number,
        score
    from {{ ref('int_accounts__pairs_scored') }}
),

pairs_apart as (
    select * from {{ ref('int_accounts__pairs_apart') }}
),

-- What is certain has been united before: a group moves as one, under the number of its first record.
groups as (
    select
        records.record_number,
        heads.record_number as group_number
    from records
    inner join accounts_so_far
        on records.record_key = accounts_so_far.record_key
    inner join records as heads
        on accounts_so_far.account_key = heads.record_key
),

taxes as (
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
),

group_pairs as (
    select
        least(lower_groups.group_number, upper_groups.group_number) as a,
        greatest(lower_groups.group_number, upper_groups.group_number) as b,
        sum(cast(pairs.score * 1000 as bigint)) as score,
        count(*) as pairs
    from pairs
    inner join groups as lower_groups
        on pairs.record_number = lower_groups.record_number
    inner join groups as upper_groups
        on pairs.other_record_number = upper_groups.record_number
    where lower_groups.group_number <> upper_groups.group_number
    group by
        least(lower_groups.group_number, upper_groups.group_number),
        greatest(lower_groups.group_number, upper_groups.group_number)
),

group_pairs_apart as (
    select
        least(lower_groups.group_number, upper_groups.group_number) as a,
        greatest(lower_groups.group_number, upper_groups.group_number) as b,
        cast(-{{ never }} as bigint) as score,
        1 as pairs
    from pairs_apart
    inner join records as lower_records
        on pairs_apart.record_key = lower_records.record_key
    inner join records as upper_records
        on pairs_apart.other_record_key = upper_records.record_key
    inner join groups as lower_groups
        on lower_records.record_number = lower_groups.record_number
    inner join groups as upper_groups
        on upper_records.record_number = upper_groups.record_number
    where lower_groups.group_number <> upper_groups.group_number
),

edges_0 {{ as_materialized() }} (
    select
        a,
        b,
        sum(score) as score,
        sum(pairs) as pairs
    from (
        select * from group_pairs
        union all
        select * from group_pairs_apart
    ) as all_pairs
    group by
        a,
        b
),

taxes_0 {{ as_materialized() }} (
    select * from taxes
)

{#- Of each round: `candidates` may unite, `moves` do (each is the other's best), the rest is relabelled. -#}
{%- for round in range(1, rounds + 1) %},

conflicts_{{ round }} {{ as_materialized() }} (
    select
        edges.a,
        edges.b
    from edges_{{ round - 1 }} as edges
    inner join taxes_{{ round - 1 }} as lower_taxes
        on edges.a = lower_taxes.cluster_number
    inner join taxes_{{ round - 1 }} as upper_taxes
        on edges.b = upper_taxes.cluster_number
        and lower_taxes.country_code = upper_taxes.country_code
        and lower_taxes.tax_id <> upper_taxes.tax_id

    union

    select
        a,
        b
    from edges_{{ round - 1 }}
    where score < -{{ never // 2 }}
),

candidates_{{ round }} {{ as_materialized() }} (
    select
        edges.a,
        edges.b,
        edges.score / cast(edges.pairs as double) as average
    from edges_{{ round - 1 }} as edges
    left join conflicts_{{ round }} as conflicts
        on edges.a = conflicts.a
        and edges.b = conflicts.b
    where conflicts.a is null and edges.score > {{ threshold * 1000 }} * edges.pairs
),

both_ways_{{ round }} {{ as_materialized() }} (
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
    where abs(one.average - other.average) < {{ margin * 1000 }}
),

left_open_{{ round }} {{ as_materialized() }} (
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

best_{{ round }} {{ as_materialized() }} (
    select
        both_ways.cluster_number,
        {{ best_of('both_ways.partner_number', 'both_ways.average') }} as partner_number
    from both_ways_{{ round }} as both_ways
    left join left_open_{{ round }} as left_open
        on both_ways.cluster_number = left_open.cluster_number
        and both_ways.partner_number = left_open.partner_number
    where left_open.cluster_number is null
    group by both_ways.cluster_number
),

moves_{{ round }} {{ as_materialized() }} (
    select
        best.cluster_number as moved_number,
        best.partner_number as cluster_number
    from best_{{ round }} as best
    inner join best_{{ round }} as partners
        on best.partner_number = partners.cluster_number
        and best.cluster_number = partners.partner_number
    where best.cluster_number > best.partner_number
),

edges_{{ round }} {{ as_materialized() }} (
    select
        least(relabelled.a, relabelled.b) as a,
        greatest(relabelled.a, relabelled.b) as b,
        sum(relabelled.score) as score,
        sum(relabelled.pairs) as pairs
    from (
        select
            coalesce(lower_moves.cluster_number, edges.a) as a,
            coalesce(upper_moves.cluster_number, edges.b) as b,
            edges.score,
            edges.pairs
        from edges_{{ round - 1 }} as edges
        left join moves_{{ round }} as lower_moves
            on edges.a = lower_moves.moved_number
        left join moves_{{ round }} as upper_moves
            on edges.b = upper_moves.moved_number
    ) as relabelled
    where relabelled.a <> relabelled.b
    group by
        least(relabelled.a, relabelled.b),
        greatest(relabelled.a, relabelled.b)
),

taxes_{{ round }} {{ as_materialized() }} (
    select
        coalesce(moves.cluster_number, taxes.cluster_number) as cluster_number,
        taxes.country_code,
        taxes.tax_id
    from taxes_{{ round - 1 }} as taxes
    left join moves_{{ round }} as moves
        on taxes.cluster_number = moves.moved_number
    group by
        coalesce(moves.cluster_number, taxes.cluster_number),
        taxes.country_code,
        taxes.tax_id
)
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
