with
lines as (
    select * from {{ ref('stg_netsuite__lines') }}
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

receivable_credits as (
    select
        transaction_id,
        -sum(foreign_amount) as receivable_credit
    from lines
    where document_type = 'payment' and account_kind = 'receivable'
    group by transaction_id
),

-- A payment that clears more receivable than it brings cash: the customer took a discount.
final as (
    select
        transactions.transaction_id,
        cast(abs(transactions.main_amount) as decimal(18, 2)) as cash_amount,
        cast(
            coalesce(abs(transactions.used_amount), abs(transactions.main_amount)) as decimal(18, 2)
        ) as used_amount,
        cast(
            case
                when receivable_credits.receivable_credit > transactions.main_amount
                    then receivable_credits.receivable_credit - transactions.main_amount
                else 0
            end as decimal(18, 2)
        ) as discount_amount
    from transactions
    left join receivable_credits
        on transactions.transaction_id = receivable_credits.transaction_id
    where transactions.document_type in ('payment', 'deposit', 'credit_memo', 'refund')
)

select * from final
