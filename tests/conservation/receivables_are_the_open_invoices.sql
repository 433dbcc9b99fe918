-- The receivable lines at `latest` are, per account and currency, what the invoices that exist then
-- add up to, and the receivables with which the history opens, less whatever was applied to them.
with documents as (

    select * from {{ ref('int_links__documents') }}
    where as_of = 'latest' and document_date <= as_of_date

),

lines as (

    select * from {{ known(ref('int_conformed__billing_lines')) }} as lines
    where as_of = 'latest'

),

applications as (

    select * from {{ known(ref('int_conformed__applications')) }} as applications
    where as_of = 'latest' and application_kind in ('cash', 'credit', 'write_off')

),

bridge as (

    select * from {{ ref('revenue_bridge') }}
    where as_of = 'latest' and line in ('receivable_not_due', 'receivable_overdue')

),

movements as (

    select
        documents.account_id,
        documents.currency,
        lines.line_amount as open_amount,
        0 as bridge_amount
    from documents
    inner join lines
        on documents.source_system = lines.source_system
        and documents.document_id = lines.document_id
    where documents.document_type = 'invoice'

    union all

    select account_id, currency, document_amount, 0
    from documents
    where document_type = 'opening_receivable' and document_amount > 0

    union all

    select
        invoices.account_id,
        invoices.currency,
        -applications.settled_amount,
        0
    from applications
    inner join documents as invoices
        on applications.source_system = invoices.source_system
        and applications.settled_document_id = invoices.document_id
        and invoices.document_type in ('invoice', 'opening_receivable')
    inner join documents as settling
        on applications.source_system = settling.source_system
        and applications.settling_document_id = settling.document_id

    union all

    select account_id, currency, 0, -amount from bridge

)

select
    account_id,
    currency,
    sum(open_amount) as open_amount,
    sum(bridge_amount) as bridge_amount
from movements
group by account_id, currency
having sum(open_amount) <> sum(bridge_amount)
