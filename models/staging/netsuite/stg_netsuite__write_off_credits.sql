with
billing_lines as (
    select * from {{ ref('stg_netsuite__billing_lines') }}
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

-- A credit memo on a bad-debt item writes off what is owed; it takes back nothing that was sold.
final as (
    select billing_lines.document_id
    from billing_lines
    inner join transactions
        on billing_lines.document_id = transactions.transaction_id
    where
        transactions.document_type = 'credit_memo'
        and billing_lines.posting_kind = 'bad_debt'
    group by billing_lines.document_id
)

select * from final
