with source as (
    select * from {{ ref('base_ops__projects') }}
),

-- The log keeps no created stamp, so a project is known from the first thing that happened to it.
first_known as (
    select
        *,
        least(
            coalesce(updated_at, {{ never_known() }}),
            coalesce({{ reporting_midnight('contract_executed_date') }}, {{ never_known() }}),
            coalesce({{ reporting_midnight('started_date') }}, {{ never_known() }}),
            coalesce({{ reporting_midnight('live_date') }}, {{ never_known() }}),
            coalesce({{ reporting_midnight('cancelled_date') }}, {{ never_known() }})
        ) as first_known_at
    from source
    where quarantine_rule is null
),

renamed as (
    select
        'ops' as source_system,
        project_id,
        project_name,
        account_name,
        {{ crm_reference('account_ref') }} as account_ref,
        {{ crm_reference('deal_ref') }} as deal_ref,
        lower(status) as status,
        contract_executed_date,
        planned_start_date,
        started_date,
        live_date,
        cancelled_date,
        cast(planned_hours as decimal(18, 2)) as planned_hours,
        cast(actual_hours as decimal(18, 2)) as actual_hours,
        cast(cost_amount as decimal(18, 2)) as cost_amount,
        upper(currency) as currency,
        owner,
        case
            when first_known_at = {{ never_known() }} then {{ always_known() }} else first_known_at
        end as known_from,
        cast(null as timestamp) as known_to
    from first_known
)

select * from renamed
