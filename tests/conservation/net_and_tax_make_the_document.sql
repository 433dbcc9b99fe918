-- The lines of every invoice, credit and cash sale, net and tax, are its header's gross amount.
with documents as (

    select * from {{ ref('int_links__documents') }}
    where document_type in ('invoice', 'credit_memo', 'cash_sale', 'cash_refund')

),

lines as (

    select * from {{ known(ref('int_conformed__billing_lines')) }} as lines

),

totals as (

    select
        as_of,
        source_system,
        document_id,
        sum(line_amount) as line_amount,
        sum(case when line_kind = 'tax' then line_amount else 0 end) as tax_amount
    from lines
    group by as_of, source_system, document_id

)

select
    documents.as_of,
    documents.source_system,
    documents.document_id,
    documents.document_number,
    documents.document_amount,
    totals.line_amount,
    documents.tax_amount,
    totals.tax_amount as line_tax_amount
from documents
left join totals
    on documents.as_of = totals.as_of
    and documents.source_system = totals.source_system
    and documents.document_id = totals.document_id
where
    documents.document_amount <> coalesce(totals.line_amount, 0)
    or documents.tax_amount <> coalesce(totals.tax_amount, 0)
