-- Deals whose unbilled order lines (the ERP's ordered less billed quantity) differ from what the
-- bridge has still to be invoiced. The bridge pays off order lines with whatever was billed, the
-- ERP counts each line by itself: so what was billed beyond its own line is put back, and what was
-- credited is taken off. A negative line (a downsell) waits for a credit and is negative in both.
with order_lines as (

    select * from {{ ref('int_bridge__order_amounts') }}
    where as_of = 'latest'

),

levels as (

    select
        deal_id,
        -- The whole gap: what is short less what is too much.
        over_invoiced + awaiting_credit as excess,
        -(scheduled_billing + awaiting_invoice + overdue_invoice + credit_memo) as shortfall,
        row_number() over (partition by deal_id order by month desc) as recency
    from {{ ref('int_bridge__booked_to_invoiced_levels') }}
    where as_of = 'latest'

),

credits as (

    select
        deal_id,
        credited,
        row_number() over (partition by deal_id order by month desc) as recency
    from {{ ref('int_bridge__contract_levels') }}
    where as_of = 'latest'

),

deals as (

    select * from {{ ref('int_bridge__deals') }}
    where as_of = 'latest'

),

bills as (

    select
        deal_id,
        source_system,
        order_document_id,
        order_line_id,
        sum(amount) as billed_amount
    from {{ ref('int_bridge__billed_amounts') }}
    where
        as_of = 'latest' and is_booked and order_document_id is not null
        and document_type in ('invoice', 'cash_sale')
    group by deal_id, source_system, order_document_id, order_line_id

),

-- A bill of the order that is of none of its lines is all beyond them.
over_billed as (

    select
        bills.deal_id,
        sum(case
            when order_lines.line_id is null or order_lines.amount = 0 then bills.billed_amount
            when (bills.billed_amount - order_lines.amount + order_lines.cancelled_amount)
                * sign(order_lines.amount) > 0
                then bills.billed_amount - order_lines.amount + order_lines.cancelled_amount
            else 0
        end) as amount
    from bills
    left join order_lines
        on bills.deal_id = order_lines.deal_id
        and bills.source_system = order_lines.source_system
        and bills.order_document_id = order_lines.document_id
        and bills.order_line_id = order_lines.line_id
    group by bills.deal_id

),

unbilled as (

    select
        deal_id,
        max(source_system) as source_system,
        min(document_id) as document_id,
        min(event_date) as since_date,
        cast(sum(unbilled_amount) as decimal(18, 2)) as erp_amount,
        -- A part of a line by its quantity may be a cent off the same part by its bills.
        0.01 * sum(case when unbilled_amount not in (0, amount) then 1 else 0 end) as slack
    from order_lines
    group by deal_id
    having count(unbilled_amount) = count(*)

),

compared as (

    select
        unbilled.*,
        cast(
            levels.shortfall - levels.excess + coalesce(over_billed.amount, 0) - credits.credited
            as decimal(18, 2)
        ) as bridge_amount
    from unbilled
    inner join levels
        on unbilled.deal_id = levels.deal_id
        and levels.recency = 1
    inner join credits
        on unbilled.deal_id = credits.deal_id
        and credits.recency = 1
    left join over_billed
        on unbilled.deal_id = over_billed.deal_id

),

final as (

    select
        'control_differs' as rule,
        'booked_to_invoiced' as step,
        'unbilled orders' as entity,
        compared.source_system,
        compared.document_id as source_record_id,
        compared.deal_id,
        deals.account_id,
        deals.owner_name,
        cast(
            round((compared.bridge_amount - compared.erp_amount) * deals.booking_rate, 2)
            as decimal(18, 2)
        ) as amount_reporting,
        compared.since_date,
        'still to be invoiced, line by line: the bridge has ' || deals.currency || ' '
        || cast(compared.bridge_amount as varchar) || ', the ERP '
        || cast(compared.erp_amount as varchar) as detail
    from compared
    inner join deals
        on compared.deal_id = deals.deal_id
    where
        {{ controls_apply() }}
        and abs(compared.bridge_amount - compared.erp_amount) > compared.slack

)

select * from final
