with

records as (
    select * from {{ ref('int_accounts__records_known') }}
),

-- The winner of a merge may be absent from the extract: then there is nothing to follow.
final as (
    select
        losers.record_key,
        winners.record_key as surviving_record_key
    from records as losers
    inner join records as winners
        on losers.source_system || ':'
        || {{ comparable_id('losers.surviving_source_account_id') }} = winners.record_key
    where losers.record_key <> winners.record_key
)

select * from final
