with
lines as (
    select * from {{ ref('stg_netsuite__lines') }}
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

billed_lines as (
    select * from {{ ref('stg_netsuite__billed_order_lines') }}
),

order_lines as (
    select
        lines.transaction_id,
        lines.line_id,
        lines.line_number,
        lines.item_id,
        cast(coalesce(-lines.foreign_amount, 0) as decimal(18, 2)) as line_amount,
        lines.expected_ship_date,
        abs(lines.quantity) as quantity,
        abs(lines.billed_quantity) as billed_quantity,
        coalesce(billed_lines.billed_amount, 0) as billed_amount,
        -- An order cancelled before approval never marks its lines as closed.
        lines.is_closed or coalesce(transactions.status in ('C', 'SalesOrd:C'), false) as is_closed,
        coalesce(
            lines.closed_date,
            transactions.closed_date,
            {{ reporting_date('coalesce(lines.last_modified_at, transactions.last_modified_at)') }}
        ) as closed_date,
        lines.known_from,
        lines.known_to
    from lines
    inner join transactions
        on lines.transaction_id = transactions.transaction_id
    left join billed_lines
        on lines.transaction_id = billed_lines.order_document_id
        and lines.line_id = billed_lines.order_line_id
    where lines.document_type = 'order' and lines.line_role = 'item'
),

-- The ERP counts what is billed; a line without a quantity falls back on its invoices.
levels as (
    select
        *,
        case
            when billed_quantity is null or coalesce(quantity, 0) = 0 then null
            when billed_quantity >= quantity then cast(0 as decimal(18, 2))
            else {{ money_part('line_amount', '(quantity - billed_quantity)', 'quantity') }}
        end as unbilled_by_quantity,
        case
            when abs(billed_amount) >= abs(line_amount) and billed_amount * line_amount > 0 then 0
            else line_amount - billed_amount
        end as unbilled_by_links
    from order_lines
),

final as (
    select
        'netsuite' as source_system,
        transaction_id as document_id,
        line_id,
        cast(line_number as integer) as line_number,
        item_id as source_product_id,
        line_amount,
        expected_ship_date as billing_date,
        case
            when is_closed and coalesce(unbilled_by_quantity, unbilled_by_links) != 0
                then closed_date
        end as cancelled_date,
        cast(
            case when is_closed then coalesce(unbilled_by_quantity, unbilled_by_links) else 0 end
            as decimal(18, 2)
        ) as cancelled_amount,
        cast(
            case when is_closed then 0 else unbilled_by_quantity end as decimal(18, 2)
        ) as erp_unbilled_amount,
        known_from,
        known_to
    from levels
)

select * from final
