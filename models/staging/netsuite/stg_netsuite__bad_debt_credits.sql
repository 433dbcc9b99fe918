with
billing_lines as (
    select * from {{ ref('stg_netsuite__billing_lines') }}
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

totals as (
    select
        billing_lines.document_id,
        -sum(
            case when billing_lines.posting_kind = 'bad_debt' then billing_lines.line_amount else 0 end
        ) as bad_debt_amount,
        -sum(billing_lines.line_amount) as net_amount
    from billing_lines
    inner join transactions
        on billing_lines.document_id = transactions.transaction_id
    where transactions.document_type = 'credit_memo' and billing_lines.line_kind = 'item'
    group by billing_lines.document_id
),

-- How much of a credit memo writes a bad debt off.
final as (
    select
        document_id,
        bad_debt_amount,
        net_amount
    from totals
    where bad_debt_amount != 0
)

select * from final
