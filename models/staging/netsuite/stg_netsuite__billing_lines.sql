with
lines as (
    select * from {{ ref('stg_netsuite__lines') }}
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

order_sources as (
    select * from {{ ref('stg_netsuite__order_sources') }}
),

scheduled_lines as (
    select * from {{ ref('stg_netsuite__scheduled_lines') }}
),

final as (
    select
        'netsuite' as source_system,
        lines.transaction_id as document_id,
        lines.line_id,
        cast(lines.line_number as integer) as line_number,
        lines.line_role as line_kind,
        lines.item_id as source_product_id,
        cast(coalesce(-lines.foreign_amount, 0) as decimal(18, 2)) as line_amount,
        cast(coalesce(-lines.base_amount, 0) as decimal(18, 2)) as base_amount,
        case
            when lines.account_kind in ('revenue', 'deferred') then lines.account_kind
            -- What clears a contract asset waits for (or follows) recognition like any deferral.
            when lines.account_kind = 'unbilled' then 'deferred'
            when lines.line_role = 'item' and lines.account_type in ('Expense', 'OthExpense')
                then 'bad_debt'
            else 'other'
        end as posting_kind,
        own_schedule.line_id is not null or order_schedule.line_id is not null as has_schedule,
        order_sources.order_document_id,
        order_sources.order_line_id,
        coalesce(lines.created_from_id, transactions.created_from_id) as created_from_document_id,
        lines.known_from,
        lines.known_to
    from lines
    inner join transactions
        on lines.transaction_id = transactions.transaction_id
    left join order_sources
        on lines.transaction_id = order_sources.transaction_id
        and lines.line_id = order_sources.line_id
    left join scheduled_lines as own_schedule
        on lines.transaction_id = own_schedule.transaction_id
        and lines.line_id = own_schedule.line_id
    left join scheduled_lines as order_schedule
        on order_sources.order_document_id = order_schedule.transaction_id
        and order_sources.order_line_id = order_schedule.line_id
    where
        transactions.is_posting
        and lines.document_type in ('invoice', 'cash_sale', 'credit_memo', 'cash_refund')
        and lines.line_role in ('item', 'tax')
)

select * from final
