-- `invoiced` of the first step on the account that was billed, and the pair of lines that carries
-- it over from the account that bought where the two differ.
with documents as (

    select * from {{ ref('int_bridge__billed_documents') }}

),

invoiced as (

    select
        as_of, month, deal_id, account_id, currency,
        'invoiced' as line, 'to' as line_type, amount, amount_reporting
    from documents

),

elsewhere as (

    select
        *,
        case
            when ultimate_parent_id = deal_ultimate_parent_id
                and ultimate_parent_id <> 'unassigned'
                then 'billed_to_related_account'
            else 'billed_to_unrelated_account'
        end as line
    from documents
    where account_id <> deal_account_id

),

carried as (

    select
        as_of, month, deal_id, deal_account_id as account_id, currency,
        line, 'reason' as line_type, -amount as amount, -amount_reporting as amount_reporting
    from elsewhere

    union all

    select
        as_of, month, deal_id, account_id, currency,
        line, 'reason' as line_type, amount, amount_reporting
    from elsewhere

),

united as (

    select * from invoiced
    union all
    select * from carried

),

final as (

    select
        as_of,
        'booked_to_invoiced' as step,
        month,
        deal_id,
        account_id,
        currency,
        line,
        line_type,
        cast(sum(amount) as decimal(18, 2)) as amount,
        cast(sum(amount_reporting) as decimal(18, 2)) as amount_reporting
    from united
    group by as_of, month, deal_id, account_id, currency, line, line_type
    having sum(amount) <> 0 or sum(amount_reporting) <> 0

)

select * from final
