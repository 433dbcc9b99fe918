-- The four measures as the systems have them, per deal, account and month.
with changes as (

    select as_of, 'booked' as metric, month, deal_id, account_id, currency, amount, amount_reporting
    from {{ ref('int_bridge__booked_to_invoiced') }}
    where line_type = 'from'

    union all

    select
        as_of, 'invoiced' as metric, month, deal_id, account_id, currency, amount,
        amount_reporting
    from {{ ref('int_bridge__invoiced_to_recognised') }}
    where line_type = 'from'

    union all

    select
        as_of, 'recognised' as metric, month, deal_id, account_id, currency, amount,
        amount_reporting
    from {{ ref('int_bridge__invoiced_to_recognised') }}
    where line_type = 'to'

    union all

    select
        as_of, 'collected' as metric, month, deal_id, account_id, currency, amount,
        amount_reporting
    from {{ ref('int_bridge__invoiced_to_collected') }}
    where line_type = 'to'

),

final as (

    select
        as_of,
        metric,
        month,
        deal_id,
        account_id,
        currency,
        sum(amount) as amount,
        sum(amount_reporting) as amount_reporting
    from changes
    group by as_of, metric, month, deal_id, account_id, currency

)

select * from final
