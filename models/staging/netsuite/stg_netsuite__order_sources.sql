with
lines as (
    select * from {{ ref('stg_netsuite__lines') }}
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

order_links as (
    select * from {{ ref('stg_netsuite__order_links') }}
),

billing_lines as (
    select
        lines.transaction_id,
        lines.line_id,
        lines.item_id,
        coalesce(lines.created_from_id, transactions.created_from_id) as created_from_id
    from lines
    inner join transactions
        on lines.transaction_id = transactions.transaction_id
    where
        lines.document_type in ('invoice', 'cash_sale', 'credit_memo', 'cash_refund')
        and lines.line_role = 'item'
),

-- Without a link, an item that the order has once can only mean that one line.
only_item_lines as (
    select
        transaction_id as order_id,
        item_id,
        min(line_id) as order_line_id
    from lines
    where document_type = 'order' and line_role = 'item' and item_id is not null
    group by
        transaction_id,
        item_id
    having count(*) = 1
),

final as (
    select
        billing_lines.transaction_id,
        billing_lines.line_id,
        coalesce(order_links.order_id, created_from.transaction_id) as order_document_id,
        case
            when order_links.order_id is not null then order_links.order_line_id
            else only_item_lines.order_line_id
        end as order_line_id,
        billing_lines.created_from_id
    from billing_lines
    left join order_links
        on billing_lines.transaction_id = order_links.transaction_id
        and billing_lines.line_id = order_links.line_id
    left join transactions as created_from
        on billing_lines.created_from_id = created_from.transaction_id
        and created_from.document_type = 'order'
    left join only_item_lines
        on created_from.transaction_id = only_item_lines.order_id
        and billing_lines.item_id = only_item_lines.item_id
)

select * from final
