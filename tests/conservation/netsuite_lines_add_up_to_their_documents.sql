{{ config(enabled = 'netsuite' in var('systems')) }}

with
documents as (
    select * from {{ ref('stg_netsuite__documents') }}
    where document_type in ('invoice', 'credit_memo', 'cash_sale', 'cash_refund')
),

billing_lines as (
    select * from {{ ref('stg_netsuite__billing_lines') }}
),

line_totals as (
    select
        document_id,
        sum(line_amount) as gross_amount,
        sum(case when line_kind = 'tax' then line_amount else 0 end) as tax_amount
    from billing_lines
    group by document_id
)

select
    documents.document_id,
    documents.document_number,
    documents.document_amount,
    documents.tax_amount,
    coalesce(line_totals.gross_amount, 0) as lines_gross_amount,
    coalesce(line_totals.tax_amount, 0) as lines_tax_amount
from documents
left join line_totals
    on documents.document_id = line_totals.document_id
where
    documents.document_amount != coalesce(line_totals.gross_amount, 0)
    or documents.tax_amount != coalesce(line_totals.tax_amount, 0)
