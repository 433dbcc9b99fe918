with
posted_lines as (
    select * from {{ ref('stg_netsuite__posted_lines') }}
),

final as (
    select
        'netsuite' as source_system,
        transaction_id as document_id,
        document_type,
        line_id,
        ledger_account_id,
        ledger_account_name,
        account_kind,
        period_start_date,
        base_currency,
        base_amount,
        is_eliminated,
        known_from,
        known_to
    from posted_lines
)

select * from final
