-- What bills in another currency than their deal's take of the order line that they bill. They
-- share what was billed of it by what each is worth, in running totals, so that the last takes what
-- is left to the cent.
with billings as (

    select * from {{ ref('int_events__billings') }}
    where
        line_kind = 'item' and document_type in ('invoice', 'cash_sale')
        and order_line_id is not null

),

deals as (

    select * from {{ ref('int_bridge__deals') }}

),

orders as (

    select * from {{ ref('int_bridge__order_amounts') }}

),

bills as (

    select
        billings.as_of,
        billings.source_system,
        billings.order_document_id,
        billings.order_line_id,
        billings.document_id,
        billings.line_id,
        billings.event_date,
        cast(round(billings.amount * billings.document_rate, 2) as decimal(18, 2)) as worth
    from billings
    inner join deals
        on billings.as_of = deals.as_of
        and billings.deal_id = deals.deal_id
        and billings.currency <> deals.currency

),

-- A line may be billed in the deal's own currency as well: that part is not to be shared.
billed_lines as (

    select
        as_of,
        source_system,
        order_document_id,
        order_line_id
    from bills
    group by as_of, source_system, order_document_id, order_line_id

),

plain_bills as (

    select
        billed_lines.as_of,
        billed_lines.source_system,
        billed_lines.order_document_id,
        billed_lines.order_line_id,
        sum(billings.amount) as amount
    from billed_lines
    inner join billings
        on billed_lines.as_of = billings.as_of
        and billed_lines.source_system = billings.source_system
        and billed_lines.order_document_id = billings.order_document_id
        and billed_lines.order_line_id = billings.order_line_id
    inner join deals
        on billings.as_of = deals.as_of
        and billings.deal_id = deals.deal_id
        and billings.currency = deals.currency
    group by
        billed_lines.as_of, billed_lines.source_system, billed_lines.order_document_id,
        billed_lines.order_line_id

),

-- Where the ERP says what of the line is not billed yet, only the rest was.
shared as (

    select
        billed_lines.*,
        orders.amount as ordered_amount,
        cast(
            orders.amount - orders.cancelled_amount - coalesce(orders.unbilled_amount, 0)
            - coalesce(plain_bills.amount, 0) as decimal(18, 2)
        ) as amount
    from billed_lines
    inner join orders
        on billed_lines.as_of = orders.as_of
        and billed_lines.source_system = orders.source_system
        and billed_lines.order_document_id = orders.document_id
        and billed_lines.order_line_id = orders.line_id
    left join plain_bills
        on billed_lines.as_of = plain_bills.as_of
        and billed_lines.source_system = plain_bills.source_system
        and billed_lines.order_document_id = plain_bills.order_document_id
        and billed_lines.order_line_id = plain_bills.order_line_id

),

shares as (

    select
        *,
        worth as gross_amount,
        sum(worth) over one_line as document_amount,
        sum(worth) over in_order as running_amount,
        count(*) over one_line as deals_on_document,
        row_number() over in_order as share_number
    from bills
    window
        one_line as (partition by as_of, source_system, order_document_id, order_line_id),
        in_order as (
            partition by as_of, source_system, order_document_id, order_line_id
            order by event_date, document_id, line_id
            rows between unbounded preceding and current row
        )

),

final as (

    select
        shares.as_of,
        shares.source_system,
        shares.document_id,
        shares.line_id,
        shares.order_document_id,
        shares.order_line_id,
        {{ share_of('shared.amount') }} as amount
    from shares
    inner join shared
        on shares.as_of = shared.as_of
        and shares.source_system = shared.source_system
        and shares.order_document_id = shared.order_document_id
        and shares.order_line_id = shared.order_line_id
    -- Where the ERP has lost count of what it billed, the bill stands for itself.
    where sign(shared.amount) = sign(shared.ordered_amount)

)

select * from final
