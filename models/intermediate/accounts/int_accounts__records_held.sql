with

records as (
    select * from {{ ref('int_accounts__records_known') }}
),

-- The winner of a merge may be absent from the extract: then there is nothing to follow.
merges as (
    select
        losers.record_key,
        winners.record_key as surviving_record_key
    from records as losers
    inner join records as winners
        on
            winners.record_key
            = losers.source_system || ':' || {{ comparable_id('losers.surviving_source_account_id') }}
    where winners.record_key <> losers.record_key
),

survivors as (
    {{ survivors_of('merges') }}
),

final as (
    select
        records.record_key,
        coalesce(survivors.surviving_record_key, records.record_key) as holder_record_key,
        case
            when survivors.surviving_record_key is not null then 'merged'
            when records.is_present then 'live'
            else 'deleted'
        end as standing
    from records
    left join survivors
        on records.record_key = survivors.record_key
)

select * from final
