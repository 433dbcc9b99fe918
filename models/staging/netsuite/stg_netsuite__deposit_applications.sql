with
transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

lines as (
    select * from {{ ref('stg_netsuite__kept_lines') }}
),

links as (
    select * from {{ ref('base_netsuite__nexttransactionlinelink') }}
    where quarantine_rule is null and not coalesce(_fivetran_deleted, false)
),

-- The application names its deposit on a line, or the link table does, in either direction.
candidates as (
    select
        transaction as transaction_id,
        createdfrom as deposit_id
    from lines
    where createdfrom is not null
    union all
    select
        nextdoc as transaction_id,
        previousdoc as deposit_id
    from links
    union all
    select
        previousdoc as transaction_id,
        nextdoc as deposit_id
    from links
),

ranked as (
    select
        candidates.transaction_id,
        candidates.deposit_id,
        row_number() over (
            partition by candidates.transaction_id
            order by length(candidates.deposit_id), candidates.deposit_id
        ) as deposit_rank
    from candidates
    inner join transactions as applying
        on candidates.transaction_id = applying.transaction_id
        and applying.document_type = 'deposit_application'
    inner join transactions as deposits
        on candidates.deposit_id = deposits.transaction_id
        and deposits.document_type = 'deposit'
),

final as (
    select
        transaction_id,
        deposit_id
    from ranked
    where deposit_rank = 1
)

select * from final
