{% set checks_of_steps = [
    'chk_bridge__quality_lines', 'chk_deals__repeated', 'chk_controls__open_items',
    'chk_controls__unbilled_orders', 'chk_controls__ledger_accounts',
    'chk_controls__account_balances', 'chk_controls__document_ledgers',
    'chk_controls__cash_ledgers',
] %}
{% set other_checks = [
    'chk_links__ambiguous', 'chk_links__unknown_references', 'chk_deals__incomplete',
    'chk_products__unmapped', 'chk_products__spelt_twice', 'chk_rates__missing',
    'chk_adjustments__not_effective', 'chk_cash__not_applied', 'chk_quarantine__rows',
    'chk_accounts__findings', 'chk_accounts__unmatched',
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

entity_owners as (

    select * from {{ ref('entity_owners') }}

),

as_ofs as (

    select * from {{ ref('int_time__as_ofs') }}
    where as_of = 'latest'

),

routed as (

    select
        found.*,
        coalesce(found.since_date, as_ofs.as_of_date) as seen_since_date,
        as_ofs.as_of_at,
        as_ofs.as_of_date,
        rules.category,
        rules.severity,
        rules.sla_days,
        rules.how_to_fix,
        -- A rule for the record's own owner goes to that person.
        case
            when rules.owner = 'account_owner' then nullif(found.owner_name, 'unassigned')
            else nullif(trim(rules.owner), '')
        end as named_owner,
        entity_owners.owner as entity_owner
    from found
    cross join as_ofs
    left join rules
        on found.rule = rules.rule
    left join entity_owners
        on rules.entity = entity_owners.entity

),

final as (

    select
        {{ surrogate_id([
            'rule', 'step', 'entity', 'source_system', 'source_record_id', 'deal_id', 'account_id'
        ]) }} as exception_id,
        rule,
        category,
        step,
        entity,
        source_system,
        source_record_id,
        deal_id,
        account_id,
        owner_name,
        cast(amount_reporting as decimal(18, 2)) as amount_reporting,
        coalesce(named_owner, entity_owner, 'unassigned') as owner,
        named_owner is null as is_rerouted,
        severity,
        cast(seen_since_date as timestamp) as first_seen_at,
        as_of_at as last_seen_at,
        cast({{ dbt.datediff('seen_since_date', 'as_of_date', 'day') }} as integer) as age_days,
        sla_days,
        {{ add_days('seen_since_date', 'sla_days') }} as due_date,
        coalesce({{ add_days('seen_since_date', 'sla_days') }} < as_of_date, false) as is_past_sla,
        'open' as status,
        how_to_fix as what_to_do,
        detail
    from routed

)

select * from final
