-- booked -> invoiced: the to-date level of every line, in the deal's currency, one column a line.
with positions as (

    select * from {{ ref('int_bridge__invoicing_positions') }}

),

currencies as (

    select * from {{ ref('int_bridge__minor_units') }}

),

deals as (

    select * from {{ ref('int_bridge__deals') }}

),

stated as (

    select
        positions.*,
        deals.currency,
        deals.account_id,
        case
            when positions.is_ordered and positions.is_booked
                then positions.ordered - positions.billable_booking
            else 0
        end as contract_change,
        currencies.minor_unit * positions.order_lines as rounding_limit
    from positions
    inner join deals
        on positions.as_of = deals.as_of
        and positions.deal_id = deals.deal_id
    inner join currencies
        on deals.currency = currencies.currency

),

final as (

    select
        as_of,
        deal_id,
        account_id,
        currency,
        month,
        booked,
        cast(billed + billed_outside + other_currency as decimal(18, 2)) as invoiced,
        case when is_repeat then 0 else -not_invoiced end as outside_invoiced_definition,
        case when is_before_booking then 0 else billed_outside end as outside_booked_definition,
        case when is_repeat then -booked else 0 end as duplicate_booking,
        case
            when not is_before_booking then 0
            when is_ordered then ordered - cancelled + billed_outside
            else billed + billed_outside
        end as before_booking,
        case
            when is_ordered and not is_booked and not is_before_booking then ordered
            else 0
        end as order_without_deal,
        -tax_in_booking as tax_in_booking,
        case when abs(contract_change) > rounding_limit then contract_change else 0 end
            as crm_amount_stale,
        case when is_ordered and not is_before_booking then -cancelled else 0 end
            as order_cancelled,
        case when is_repeat then 0 else -credited_shortfall end as credit_memo,
        case when is_repeat or is_ordered or order_sla_passed > 0 then 0 else -open_shortfall end
            as awaiting_order,
        case when is_repeat or is_ordered or order_sla_passed = 0 then 0 else -open_shortfall end
            as missing_order,
        case when is_ordered then unpaid_due - open_shortfall else 0 end as scheduled_billing,
        case when is_ordered then unpaid_overdue - unpaid_due else 0 end as awaiting_invoice,
        case when is_ordered then -unpaid_overdue else 0 end as overdue_invoice,
        case when expected_amount >= 0 and not is_repeat then excess else 0 end as over_invoiced,
        case when expected_amount < 0 and not is_repeat then excess else 0 end as awaiting_credit,
        case
            when is_booked or is_ordered or is_before_booking then 0
            else billed
        end as invoice_without_deal,
        other_currency as billed_in_other_currency,
        case when abs(contract_change) <= rounding_limit then contract_change else 0 end as rounding
    from stated

)

select * from final
