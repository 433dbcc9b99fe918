-- What cash, credits, write-offs and refunds did by the latest as-of, in the shape of
-- revenue_events. An exchange difference has no amount in its own currency, only in the reporting
-- currency.
with movements as (

    select * from {{ ref('int_events__cash_movements') }}
    where as_of = 'latest' and event_date <= as_of_date and measure <> 'receivable_overdue'

),

final as (

    select
        case
            when measure = 'collected' and part = 'refunded' then 'refunded'
            when measure = 'collected' then 'collected'
            when measure = 'receivable' then 'applied'
            when measure in ('unapplied_cash', 'unapplied_credit') then 'unapplied'
            when measure = 'settlement_discount' then 'discounted'
            when measure = 'write_off' then 'written_off'
            else 'fx_settled'
        end as event_type,
        event_date,
        known_from,
        known_to,
        deal_id,
        account_id,
        currency,
        case when measure = 'receivable' then -amount else amount end as amount,
        case when measure = 'receivable' then -amount_exact else amount_exact end as amount_exact,
        fx_rate,
        fx_rate_date,
        source_system,
        'applications' as source_table,
        source_record_id,
        source_line_id || ' ' || measure || ' ' || part as source_line_id
    from movements

)

select * from final
