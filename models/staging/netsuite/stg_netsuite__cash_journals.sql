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

links as (
    select * from {{ ref('base_netsuite__nexttransactionlinelink') }}
    where
        quarantine_rule is null
        and linktype = 'Payment'
        and not coalesce(_fivetran_deleted, false)
),

linked_documents as (
    select
        previousdoc as transaction_id,
        nextdoc as other_id
    from links
    union all
    select
        nextdoc as transaction_id,
        previousdoc as other_id
    from links
),

applied as (
    select
        linked_documents.transaction_id,
        max(case when others.document_type = 'invoice' then 1 else 0 end) as pays_invoice,
        max(
            case
                when others.document_type in ('payment', 'deposit', 'credit_memo') then 1
                else 0
            end
        ) as pays_back
    from linked_documents
    inner join transactions as others
        on linked_documents.other_id = others.transaction_id
    group by linked_documents.transaction_id
),

movements as (
    select
        posted_lines.transaction_id,
        sum(case when posted_lines.account_kind = 'bank' then lines.foreign_amount else 0 end)
            as cash_amount,
        sum(case when posted_lines.account_kind = 'receivable' then lines.foreign_amount else 0 end)
            as receivable_amount
    from posted_lines
    inner join lines
        on posted_lines.transaction_id = lines.transaction_id
        and posted_lines.line_id = lines.line_id
    where posted_lines.document_type = 'journal'
    group by posted_lines.transaction_id
),

-- A journal between bank and receivables that is applied to documents is cash by another name:
-- money that came in for an invoice, or a payment that the bank took back. What the bank line
-- exceeds the receivable by is no customer's money: it went to income, say.
final as (
    select
        movements.transaction_id,
        case when movements.cash_amount > 0 then 'payment' else 'refund' end as document_type,
        cast(
            sign(movements.cash_amount)
            * least(abs(movements.cash_amount), abs(movements.receivable_amount))
            as decimal(18, 2)
        ) as cash_amount
    from movements
    inner join applied
        on movements.transaction_id = applied.transaction_id
    where
        (
            movements.cash_amount > 0
            and movements.receivable_amount < 0
            and applied.pays_invoice = 1
        )
        or (
            movements.cash_amount < 0
            and movements.receivable_amount > 0
            and applied.pays_back = 1
        )
)

select * from final
