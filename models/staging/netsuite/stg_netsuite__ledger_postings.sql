with
posted_lines as (
    select * from {{ ref('stg_netsuite__posted_lines') }}
),

lines as (
    select * from {{ ref('stg_netsuite__lines') }}
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

final as (
    select
        'netsuite' as source_system,
        posted_lines.transaction_id as document_id,
        posted_lines.document_type,
        posted_lines.line_id,
        coalesce(lines.source_account_id, transactions.source_account_id) as source_account_id,
        posted_lines.ledger_account_id,
        posted_lines.ledger_account_name,
        posted_lines.account_kind,
        posted_lines.period_start_date,
        posted_lines.base_currency,
        posted_lines.base_amount,
        posted_lines.is_eliminated,
        posted_lines.known_from,
        posted_lines.known_to
    from posted_lines
    inner join transactions
        on posted_lines.transaction_id = transactions.transaction_id
    left join lines
        on posted_lines.transaction_id = lines.transaction_id
        and posted_lines.line_id = lines.line_id
)

select * from final
