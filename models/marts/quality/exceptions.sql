{% set checks_of_steps = [
    'chk_bridge__quality_lines', 'chk_deals__repeated', 'chk_controls__open_items',
    'chk_controls__unbilled_orders', 'chk_controls__ledger_accounts',
    'chk_controls__account_balances', 'chk_controls__document_ledgers',
] %}
{% set other_checks = [
    'chk_links__ambiguous', 'chk_links__unknown_references', 'chk_deals__incomplete',
    'chk_products__unmapped', 'chk_products__spelt_twice', 'chk_rates__missing',
    'chk_adjustments__not_effective', 'chk_cash__not_applied', 'chk_quarantine__rows',
    'chk_accounts__findings',
] %}
with found as (

    {% for check in checks_of_steps + other_checks -%}
    select
        rule, {{ "step" if check in checks_of_steps else "cast(null as varchar) as step" }},
        entity, source_system, source_record_id, deal_id, account_id, owner_name,
        amount_reporting, since_date, detail
    from {{ ref(check) }}
    {{ "union all" if not loop.last }}
    {% endfor %}

),

rules as (

    select * from {{ ref('exception_rules') }}

),

owners as (

    select * from {{ ref('owners') }}

),

as_ofs as (

    select * from {{ ref('int_time__as_ofs') }}
    where as_of = 'latest'

),

final as (

    select
        {{ surrogate_id([
            'found.rule', 'found.step', 'found.entity', 'found.source_system',
            'found.source_record_id', 'found.deal_id', 'found.account_id'
        ]) }} as exception_id,
        found.rule,
        rules.category,
        found.step,
        found.entity,
        found.source_system,
        found.source_record_id,
        found.deal_id,
        found.account_id,
        cast(found.amount_reporting as decimal(18, 2)) as amount_reporting,
        -- A rule for the record's own owner goes to that person, else to the stand-in of the book.
        case
            when rules.owner <> 'account_owner' then rules.owner
            when found.owner_name <> 'unassigned' then found.owner_name
            else coalesce(owners.backup, rules.owner)
        end as owner,
        rules.severity,
        cast(coalesce(found.since_date, as_ofs.as_of_date) as timestamp) as first_seen_at,
        as_ofs.as_of_at as last_seen_at,
        cast(
            {{ dbt.datediff(
                'coalesce(found.since_date, as_ofs.as_of_date)', 'as_ofs.as_of_date', 'day'
            ) }} as integer
        ) as age_days,
        'open' as status,
        rules.how_to_fix as what_to_do,
        found.detail
    from found
    cross join as_ofs
    left join rules
        on found.rule = rules.rule
    left join owners
        on rules.owner = owners.owner

)

select * from final
