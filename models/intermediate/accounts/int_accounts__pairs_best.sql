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

pairs_scored as (
    select * from {{ ref('int_accounts__pairs_scored') }}
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
        scored_within.record_key as own_key,
        scored_within.other_record_key as partner_key
    from scored_within
    union all
    select
        scored_within.*,
        scored_within.other_record_key as own_key,
        scored_within.record_key as partner_key
    from scored_within
),

scored_best as (
    select
        scored_both_ways.*,
        row_number() over (
            partition by scored_both_ways.own_key
            order by scored_both_ways.score desc, scored_both_ways.partner_key asc
        ) as score_order
    from scored_both_ways
),

final as (
    select
        scored_best.own_key as record_key,
        scored_best.score,
        records.source_system || ' ' || records.source_account_id || ' <-'
        || {{ pair_evidence('scored_best') }}
            as evidence
    from scored_best
    inner join records
        on scored_best.partner_key = records.record_key
    where scored_best.score_order = 1
)

select * from final
