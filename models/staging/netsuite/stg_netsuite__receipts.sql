with
lines as (
    select * from {{ ref('stg_netsuite__lines') }}
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

cash_journals as (
    select * from {{ ref('stg_netsuite__cash_journals') }}
),

receivable_credits as (
    select
        transaction_id,
        -sum(foreign_amount) as receivable_credit
    from lines
    where document_type in ('payment', 'journal') and account_kind = 'receivable'
    group by transaction_id
),

settling_documents as (
    select
        transactions.transaction_id,
        transactions.used_amount,
        coalesce(cash_journals.cash_amount, transactions.main_amount) as cash_amount,
        coalesce(cash_journals.document_type, transactions.document_type) as document_type
    from transactions
    left join cash_journals
        on transactions.transaction_id = cash_journals.transaction_id
),

-- A payment that clears more receivable than it brings cash: the customer took a discount.
final as (
    select
        settling_documents.transaction_id,
        cast(abs(settling_documents.cash_amount) as decimal(18, 2)) as cash_amount,
        cast(
            coalesce(abs(settling_documents.used_amount), abs(settling_documents.cash_amount))
            as decimal(18, 2)
        ) as used_amount,
        cast(
            case
                when
                    settling_documents.document_type = 'payment'
                    and receivable_credits.receivable_credit > settling_documents.cash_amount
                    then receivable_credits.receivable_credit - settling_documents.cash_amount
                else 0
            end as decimal(18, 2)
        ) as discount_amount
    from settling_documents
    left join receivable_credits
        on settling_documents.transaction_id = receivable_credits.transaction_id
    where settling_documents.document_type in ('payment', 'deposit', 'credit_memo', 'refund')
)

select * from final
