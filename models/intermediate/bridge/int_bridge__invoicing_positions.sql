-- What should be invoiced (E), what was (I'), and how the shortfall between them divides. Names
-- follow the bridge's own definitions.
with levels as (

    select * from {{ ref('int_bridge__contract_levels') }}

),

deals as (

    select * from {{ ref('int_bridge__deals') }}

),

states as (

    select
        levels.*,
        deals.is_repeat,
        levels.bookings > 0 as is_booked,
        levels.order_lines > 0 as is_ordered,
        deals.is_won and levels.bookings = 0 as is_before_booking,
        cast(
            case
                when {{ '1 = 0' if var('crm_amounts_include_tax') else '1 = 1' }} then 0
                when levels.bookings = 0 then 0
                when levels.order_lines > 0 then levels.order_tax
                else levels.billed_tax
            end as decimal(18, 2)
        ) as tax_in_booking
    from levels
    inner join deals
        on levels.as_of = deals.as_of
        and levels.deal_id = deals.deal_id

),

expected as (

    select
        *,
        booked - not_invoiced - tax_in_booking as billable_booking,
        case
            when is_ordered then ordered - cancelled
            when is_booked then booked - not_invoiced - tax_in_booking
            else 0
        end as expected_amount
    from states

),

compared as (

    select
        *,
        case
            when (is_booked or is_ordered) and expected_amount > billed
                then expected_amount - billed
            else 0
        end as shortfall,
        case
            when (is_booked or is_ordered) and billed > expected_amount
                then billed - expected_amount
            else 0
        end as excess
    from expected

),

credited_first as (

    select
        *,
        -- Credits explain a shortfall first; one that was billed again explains nothing.
        case
            when credited <= 0 then 0
            when credited < shortfall then credited
            else shortfall
        end as credited_shortfall
    from compared

),

final as (

    select
        *,
        shortfall - credited_shortfall as open_shortfall,
        -- What was billed pays off order lines first in, first out by billing date: whatever of
        -- the lines due (or overdue) exceeds it is unpaid, up to the shortfall.
        greatest(
            0, least(overdue - billed - credited_shortfall, shortfall - credited_shortfall)
        ) as unpaid_overdue,
        greatest(
            0, least(due - billed - credited_shortfall, shortfall - credited_shortfall)
        ) as unpaid_due
    from credited_first

)

select * from final
