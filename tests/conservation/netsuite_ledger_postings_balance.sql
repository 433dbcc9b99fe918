{{ config(enabled = 'netsuite' in var('systems')) }}

with
ledger_postings as (
    select * from {{ ref('stg_netsuite__ledger_postings') }}
)

select
    document_id,
    sum(base_amount) as out_of_balance_amount
from ledger_postings
group by document_id
having sum(base_amount) != 0
