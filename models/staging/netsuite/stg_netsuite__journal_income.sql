with
posted_lines as (
    select * from {{ ref('stg_netsuite__posted_lines') }}
),

lines as (
    select * from {{ ref('stg_netsuite__lines') }}
),

billing_lines as (
    select * from {{ ref('stg_netsuite__billing_lines') }}
),

-- Whatever posts to income and is no line of an invoice or a credit: journals and the odd rest.
final as (
    select
        posted_lines.transaction_id,
        posted_lines.line_id,
        posted_lines.ledger_account_id,
        lines.source_account_id,
        lines.item_id as source_product_id,
        -lines.foreign_amount as posted_amount,
        -posted_lines.base_amount as base_amount
    from posted_lines
    left join lines
        on posted_lines.transaction_id = lines.transaction_id
        and posted_lines.line_id = lines.line_id
    left join billing_lines
        on posted_lines.transaction_id = billing_lines.document_id
        and posted_lines.line_id = billing_lines.line_id
    where posted_lines.account_kind = 'revenue' and billing_lines.document_id is null
)

select * from final
