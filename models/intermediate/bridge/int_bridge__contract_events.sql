-- The story of a contract, booked to invoiced, as dated steps of one measure each, in the deal's
-- currency. A day that only moves a limit (a billing date reached, an SLA passed) is a step as
-- well.
with deals as (

    select * from {{ ref('int_bridge__deals') }}

),

orders as (

    select * from {{ ref('int_bridge__order_amounts') }}

),

taxes as (

    select * from {{ ref('int_bridge__taxes') }}

),

billed as (

    select * from {{ ref('int_bridge__billed_amounts') }}

),

booked_steps as (

    select as_of, deal_id, booked_on as event_date, 'booked' as measure, booked_amount as amount
    from deals
    union all
    select as_of, deal_id, booked_on as event_date, 'bookings' as measure, 1 as amount from deals
    union all
    select
        as_of, deal_id, booked_on as event_date, 'not_invoiced' as measure,
        not_invoiced_amount as amount
    from deals
    union all
    select
        as_of, deal_id, order_overdue_from as event_date, 'order_sla_passed' as measure,
        1 as amount
    from deals
    where booked_on is not null

),

ordered_steps as (

    select as_of, deal_id, event_date, 'ordered' as measure, amount from orders
    union all
    select as_of, deal_id, event_date, 'order_lines' as measure, 1 as amount from orders
    union all
    select
        as_of, deal_id, cancelled_date as event_date, 'cancelled' as measure,
        cancelled_amount as amount
    from orders
    union all
    select as_of, deal_id, due_date as event_date, 'due' as measure, amount from orders
    union all
    select as_of, deal_id, overdue_from as event_date, 'overdue' as measure, amount from orders
    union all
    select
        as_of, deal_id,
        case when cancelled_date > due_date then cancelled_date else due_date end as event_date,
        'due' as measure, -cancelled_amount as amount
    from orders
    where cancelled_date is not null
    union all
    select
        as_of, deal_id,
        case when cancelled_date > overdue_from then cancelled_date else overdue_from end
            as event_date,
        'overdue' as measure, -cancelled_amount as amount
    from orders
    where cancelled_date is not null

),

billed_steps as (

    select
        as_of, deal_id, event_date,
        case when is_booked then 'billed' else 'billed_outside' end as measure, amount
    from billed
    union all
    select as_of, deal_id, event_date, 'credited' as measure, -amount as amount
    from billed
    where is_booked and document_type in ('credit_memo', 'cash_refund')
    union all
    select as_of, deal_id, event_date, 'other_currency' as measure, other_currency_amount as amount
    from billed
    where other_currency_amount <> 0

),

steps as (

    select * from booked_steps
    union all
    select * from ordered_steps
    union all
    select * from billed_steps
    union all
    select as_of, deal_id, event_date, measure, amount from taxes

),

final as (

    select
        steps.as_of,
        steps.deal_id,
        steps.event_date,
        steps.measure,
        sum(steps.amount) as amount
    from steps
    inner join {{ ref('int_time__as_ofs') }} as as_ofs
        on steps.as_of = as_ofs.as_of
        and steps.event_date <= as_ofs.as_of_date
    group by steps.as_of, steps.deal_id, steps.event_date, steps.measure

)

select * from final
