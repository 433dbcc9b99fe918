{{ config(enabled = 'netsuite' in var('systems')) }}

with
documents as (
    select * from {{ ref('stg_netsuite__documents') }}
    where document_type = 'order'
),

order_lines as (
    select * from {{ ref('stg_netsuite__order_lines') }}
),

both_sides as (
    select
        document_id,
        document_amount,
        0 as lines_amount
    from documents
    union all
    select
        document_id,
        0 as document_amount,
        line_amount as lines_amount
    from order_lines
)

select
    document_id,
    sum(document_amount) as document_amount,
    sum(lines_amount) as lines_amount
from both_sides
group by document_id
having sum(document_amount) != sum(lines_amount)
