with
transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
    where is_posting and known_to is null
),

named_settlements as (
    select * from {{ ref('stg_netsuite__named_settlements') }}
),

links as (
    select * from {{ ref('base_netsuite__nexttransactionlinelink') }}
    where
        quarantine_rule is null
        and linktype = 'Payment'
        and not coalesce(_fivetran_deleted, false)
),

named_amounts as (
    select
        settled_id,
        sum(amount) as amount
    from named_settlements
    group by settled_id
),

paid_invoices as (
    select
        transactions.transaction_id,
        transactions.source_account_id,
        transactions.currency,
        transactions.paid_amount - coalesce(named_amounts.amount, 0) as amount
    from transactions
    left join named_amounts
        on transactions.transaction_id = named_amounts.settled_id
    where transactions.document_type = 'invoice'
),

payments as (
    select
        transactions.transaction_id,
        transactions.source_account_id,
        transactions.currency,
        coalesce(transactions.used_amount, transactions.main_amount) as amount
    from transactions
    left join named_settlements
        on transactions.transaction_id = named_settlements.settling_id
    where transactions.document_type = 'payment' and named_settlements.settling_id is null
),

candidates as (
    select
        paid_invoices.transaction_id as settled_id,
        payments.transaction_id as settling_id,
        payments.amount,
        count(*) over (partition by paid_invoices.transaction_id) as payments_of_invoice,
        count(*) over (partition by payments.transaction_id) as invoices_of_payment
    from paid_invoices
    inner join payments
        on paid_invoices.source_account_id = payments.source_account_id
        and paid_invoices.currency = payments.currency
        and paid_invoices.amount = payments.amount
    where payments.amount > 0 and not exists (select 1 as found from links)
),

-- The header of the invoice says what was paid; only a payment that can be nothing else paid it.
final as (
    select
        settled_id,
        settling_id,
        amount
    from candidates
    where payments_of_invoice = 1 and invoices_of_payment = 1
)

select * from final
