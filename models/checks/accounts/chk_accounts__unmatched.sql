-- Customers that were billed and that the CRM does not know: their bills meet no booking.
with unmatched_accounts as (

    select * from {{ ref('unmatched_accounts') }}
    where missing_in = 'crm'

),

final as (

    select
        'unmatched_account' as rule,
        'account' as entity,
        source_system,
        source_account_id as source_record_id,
        cast(null as varchar) as deal_id,
        account_id,
        'unassigned' as owner_name,
        invoiced_amount as amount_reporting,
        since_date,
        coalesce(account_name, 'a customer without a name')
        || ' was billed and has no record in the CRM' as detail
    from unmatched_accounts

)

select * from final
