with

records as (
    select * from {{ ref('int_accounts__records_normalised') }}
),

described as (
    select * from {{ ref('int_accounts__records_described') }}
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

match_keys as (
    select * from {{ ref('int_accounts__match_keys_collected') }}
),

pairs_scored as (
    select * from {{ ref('int_accounts__pairs_scored') }}
),

rungs as (
    select * from {{ ref('match_methods') }}
),

members as (
    select
        match_keys.rung,
        match_keys.match_key,
        match_keys.record_key,
        match_keys.is_named,
        match_keys.claim,
        assigned.account_id,
        records.source_system,
        records.source_account_id
    from match_keys
    inner join assigned
        on match_keys.record_key = assigned.record_key
    inner join records
        on match_keys.record_key = records.record_key
),

-- Two of each system are enough to give every member a partner that is not itself.
partners as (
    select
        members.*,
        row_number() over (
            partition by members.rung, members.match_key, members.account_id, members.source_system
            order by members.is_named desc, members.record_key asc
        ) as partner_order
    from members
),

by_key as (
    select
        members.record_key,
        members.rung as match_method,
        cast(null as double) as score,
        partners.source_system || ' ' || partners.source_account_id || ' <- ' || members.claim
            as evidence,
        row_number() over (
            partition by members.record_key
            order by
                rungs.rung_order asc,
                partners.is_named desc,
                case when partners.source_system = members.source_system then 1 else 0 end asc,
                partners.record_key asc,
                members.match_key asc
        ) as evidence_order
    from members
    inner join partners
        on members.rung = partners.rung
        and members.match_key = partners.match_key
        and members.account_id = partners.account_id
        and members.record_key <> partners.record_key
    inner join rungs
        on members.rung = rungs.match_method
    where partners.partner_order <= 2
),

numbered as (
    select
        described.record_number,
        described.record_key,
        assigned.account_id
    from described
    inner join assigned
        on described.record_key = assigned.record_key
),

scored_within as (
    select
        pairs_scored.*,
        lower_records.record_key,
        upper_records.record_key as other_record_key
    from pairs_scored
    inner join numbered as lower_records
        on pairs_scored.record_number = lower_records.record_number
    inner join numbered as upper_records
        on pairs_scored.other_record_number = upper_records.record_number
        and lower_records.account_id = upper_records.account_id
),

scored_both_ways as (
    select
        scored_within.*,
        record_key as own_key,
        other_record_key as partner_key
    from scored_within
    union all
    select
        scored_within.*,
        other_record_key as own_key,
        record_key as partner_key
    from scored_within
),

scored_best as (
    select
        scored_both_ways.*,
        row_number() over (
            partition by own_key
            order by score desc, partner_key asc
        ) as score_order
    from scored_both_ways
),

by_score as (
    select
        scored_best.own_key as record_key,
        'scored' as match_method,
        cast(scored_best.score as double) as score,
        records.source_system || ' ' || records.source_account_id || ' <-'
        {%- for comparison in match_comparisons() + ['tax_id'] %}
        || case
            when abs(scored_best.{{ comparison }}_weight) >= 0.1
                then ' {{ comparison | replace('_', ' ') }} '
                    || cast(cast(scored_best.{{ comparison }}_weight as decimal(9, 1)) as varchar)
                    || ','
            else ''
        end
        {%- endfor %}
        || ' before any evidence ' || cast(cast(scored_best.intercept as decimal(9, 1)) as varchar)
            as evidence
    from scored_best
    inner join records
        on scored_best.partner_key = records.record_key
    where scored_best.score_order = 1
),

final as (
    select
        coalesce(by_key.record_key, by_score.record_key) as record_key,
        coalesce(by_key.match_method, by_score.match_method) as match_method,
        case when by_key.record_key is null then by_score.score end as score,
        coalesce(by_key.evidence, by_score.evidence) as evidence
    from (select * from by_key where evidence_order = 1) as by_key
    full outer join by_score
        on by_key.record_key = by_score.record_key
)

select * from final
