with booked_to_invoiced as (

    select * from {{ ref('int_bridge__booked_to_invoiced') }}
    where {{ is_supplied(['deals', 'billing_lines']) }}

),

invoiced_accounts as (

    select * from {{ ref('int_bridge__invoiced_accounts') }}
    where {{ is_supplied(['deals', 'billing_lines']) }}

),

invoiced_to_recognised as (

    select * from {{ ref('int_bridge__invoiced_to_recognised') }}
    where {{ is_supplied(['revenue_postings']) }}

),

invoiced_to_collected as (

    select * from {{ ref('int_bridge__invoiced_to_collected') }}
    where {{ is_supplied(['applications']) }}

),

adjusted as (

    select * from {{ ref('int_bridge__reported') }}

),

as_ofs as (

    select * from {{ ref('int_time__as_ofs') }}

),

deals as (

    select * from {{ ref('int_links__deals') }}

),

accounts as (

    select * from {{ ref('accounts') }}

),

reason_codes as (

    select * from {{ ref('reason_codes') }}

),

{% set columns %}as_of, step, month, deal_id, account_id, currency, line, line_type, amount, amount_reporting{% endset %}
united as (

    select {{ columns }} from booked_to_invoiced
    union all
    select {{ columns }} from invoiced_accounts
    union all
    select {{ columns }} from invoiced_to_recognised
    union all
    select {{ columns }} from invoiced_to_collected
    union all
    select {{ columns }} from adjusted

),

changes as (

    {{ since_history_starts('united') }}

),

final as (

    select
        changes.as_of,
        as_ofs.as_of_at,
        changes.step,
        changes.month,
        changes.deal_id,
        changes.account_id,
        coalesce(accounts.ultimate_parent_id, 'unassigned') as ultimate_parent_id,
        coalesce(deals.owner_name, 'unassigned') as owner_name,
        changes.line,
        changes.line_type,
        reason_codes.category,
        changes.currency,
        changes.amount,
        changes.amount_reporting
    from changes
    inner join as_ofs
        on changes.as_of = as_ofs.as_of
    left join deals
        on changes.as_of = deals.as_of
        and changes.deal_id = deals.deal_id
    left join accounts
        on changes.account_id = accounts.account_id
    left join reason_codes
        on changes.step = reason_codes.step
        and changes.line = reason_codes.line
    where changes.month <= as_ofs.last_month

)

select * from final
