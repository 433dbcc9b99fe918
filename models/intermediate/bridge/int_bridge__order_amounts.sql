-- Counted order lines in the deal's currency, with the days on which each part of them becomes due
-- and overdue. A cancellation takes from the very line that was closed.
with orders as (

    select * from {{ ref('int_events__orders') }}
    where is_counted

),

sla as (

    select max(sla_days) as invoice_sla_days
    from {{ ref('handoffs') }}
    where handoff = 'order_to_invoice'

),

final as (

    select
        orders.as_of,
        orders.as_of_date,
        orders.deal_id,
        orders.source_system,
        orders.document_id,
        orders.line_id,
        orders.event_date,
        orders.due_date,
        {{ add_days('orders.due_date', 'sla.invoice_sla_days + 1') }} as overdue_from,
        case
            when orders.cancelled_date < orders.event_date then orders.event_date
            else orders.cancelled_date
        end as cancelled_date,
        cast(round(orders.amount * orders.rate_to_deal, 2) as decimal(18, 2)) as amount,
        cast(round(coalesce(orders.cancelled_amount, 0) * orders.rate_to_deal, 2) as decimal(18, 2))
            as cancelled_amount,
        cast(round(orders.erp_unbilled_amount * orders.rate_to_deal, 2) as decimal(18, 2))
            as unbilled_amount
    from orders
    cross join sla

)

select * from final
