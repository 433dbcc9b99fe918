with
transactions as (
    select * from {{ ref('base_netsuite__transaction') }}
    where quarantine_rule is null and coalesce(is_current, true)
),

links as (
    select * from {{ ref('base_netsuite__nexttransactionlinelink') }}
    where quarantine_rule is null and linktype = 'Payment'
),

-- A journal and the document it undoes name each other in one direction or the other.
pairs as (
    select
        id as transaction_id,
        reversal as other_id,
        false as is_applied
    from transactions
    where reversal is not null
    union all
    select
        reversal as transaction_id,
        id as other_id,
        false as is_applied
    from transactions
    where reversal is not null
    union all
    select
        nextdoc as transaction_id,
        previousdoc as other_id,
        true as is_applied
    from links
    union all
    select
        previousdoc as transaction_id,
        nextdoc as other_id,
        true as is_applied
    from links
),

-- Write-offs are applied to invoices, so an application proves a void on refunds and receipts only.
voiding as (
    select pairs.transaction_id
    from pairs
    inner join transactions as journals
        on pairs.transaction_id = journals.id
    inner join transactions as undone
        on pairs.other_id = undone.id
    where
        journals.type in ('Journal', 'SysJrnl')
        and (coalesce(undone.voided, false) or coalesce(undone.void, false))
        and (not pairs.is_applied or undone.type in ('CustRfnd', 'CustPymt', 'CustDep'))
),

final as (
    select transaction_id
    from voiding
    group by transaction_id
)

select * from final
