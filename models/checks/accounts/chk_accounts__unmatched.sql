-- Customers that were billed and that no system with deals knows: their bills meet no booking.
with accounts as (

    select * from {{ ref('accounts') }}

),

account_records as (

    select * from {{ ref('account_records') }}

),

-- From the documents, not from the bridge, whose lines begin with its history.
invoiced as (

    select
        account_id,
        cast(round(sum(amount * document_rate), 2) as decimal(18, 2)) as amount_reporting,
        min(event_date) as since_date
    from {{ ref('int_events__billings') }}
    where as_of = 'latest' and line_kind = 'item'
    group by account_id

),

deal_systems as (

    select source_system
    from {{ ref('int_conformed__deals') }}
    group by source_system

),

known as (

    select account_records.account_id
    from account_records
    inner join deal_systems
        on account_records.source_system = deal_systems.source_system
    group by account_records.account_id

),

billing_records as (

    select
        account_id,
        min(source_system) as source_system,
        min(source_account_id) as source_account_id,
        min(source_name) as source_name
    from account_records
    group by account_id

),

final as (

    select
        'unmatched_account' as rule,
        'account' as entity,
        billing_records.source_system,
        billing_records.source_account_id as source_record_id,
        cast(null as varchar) as deal_id,
        accounts.account_id,
        'unassigned' as owner_name,
        invoiced.amount_reporting,
        invoiced.since_date,
        billing_records.source_name || ' was billed and has no record in the CRM' as detail
    from invoiced
    inner join accounts
        on invoiced.account_id = accounts.account_id
    inner join billing_records
        on accounts.account_id = billing_records.account_id
    left join known
        on accounts.account_id = known.account_id
    where known.account_id is null and {{ is_supplied(['deals']) }}

)

select * from final
