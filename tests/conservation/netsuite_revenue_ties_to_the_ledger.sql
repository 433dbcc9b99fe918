{{ config(enabled = 'netsuite' in var('systems')) }}

with
revenue_postings as (
    select * from {{ ref('stg_netsuite__revenue_postings') }}
),

ledger_postings as (
    select * from {{ ref('stg_netsuite__ledger_postings') }}
    where account_kind = 'revenue'
),

both_sides as (
    select
        document_id,
        ledger_account_id,
        base_amount as posted_amount,
        0 as ledger_amount
    from revenue_postings
    union all
    select
        document_id,
        ledger_account_id,
        0 as posted_amount,
        -base_amount as ledger_amount
    from ledger_postings
)

select
    document_id,
    ledger_account_id,
    sum(posted_amount) as posted_amount,
    sum(ledger_amount) as ledger_amount
from both_sides
group by
    document_id,
    ledger_account_id
having sum(posted_amount) != sum(ledger_amount)
