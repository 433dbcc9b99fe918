-- Deals whose unbilled order lines (the ERP's ordered less billed quantity) differ from what the
-- bridge expects still to be invoiced.
with order_events as (

    select * from {{ ref('int_events__orders') }}
    where as_of = 'latest' and is_counted

),

levels as (

    select
        deal_id,
        scheduled_billing,
        awaiting_invoice,
        overdue_invoice,
        row_number() over (partition by deal_id order by month desc) as recency
    from {{ ref('int_bridge__booked_to_invoiced_levels') }}
    where as_of = 'latest'

),

deals as (

    select * from {{ ref('int_bridge__deals') }}
    where as_of = 'latest'

),

unbilled as (

    select
        order_events.deal_id,
        max(order_events.source_system) as source_system,
        min(order_events.document_id) as document_id,
        min(order_events.event_date) as since_date,
        sum(round(order_events.erp_unbilled_amount * order_events.rate_to_deal, 2))
            as erp_amount
    from order_events
    group by order_events.deal_id
    having count(order_events.erp_unbilled_amount) = count(*)

),

final as (

    select
        'control_differs' as rule,
        'booked_to_invoiced' as step,
        'unbilled orders' as entity,
        unbilled.source_system,
        unbilled.document_id as source_record_id,
        unbilled.deal_id,
        deals.account_id,
        deals.owner_name,
        cast(round(
            cast(
                -(levels.scheduled_billing + levels.awaiting_invoice + levels.overdue_invoice)
                - unbilled.erp_amount as decimal(18, 2)
            ) * deals.booking_rate, 2
        ) as decimal(18, 2)) as amount_reporting,
        unbilled.since_date,
        'still to be invoiced: the bridge has ' || deals.currency || ' '
        || cast(
            -(levels.scheduled_billing + levels.awaiting_invoice + levels.overdue_invoice)
            as varchar
        ) || ', the ERP ' || cast(cast(unbilled.erp_amount as decimal(18, 2)) as varchar) as detail
    from unbilled
    inner join levels
        on unbilled.deal_id = levels.deal_id
        and levels.recency = 1
    inner join deals
        on unbilled.deal_id = deals.deal_id
    where
        {{ controls_apply() }}
        and -(levels.scheduled_billing + levels.awaiting_invoice + levels.overdue_invoice)
        <> unbilled.erp_amount

)

select * from final
