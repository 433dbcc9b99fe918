with source as (
    select * from {{ ref('base_spreadsheets__adjustments') }}
),

renamed as (
    select
        'spreadsheets' as source_system,
        adjustment_id,
        lower(metric) as metric,
        {{ crm_reference('account_ref') }} as account_ref,
        {{ crm_reference('deal_ref') }} as deal_ref,
        period as period_month,
        cast(amount as decimal(18, 2)) as amount,
        upper(currency) as currency,
        reason,
        requested_by,
        approved_by,
        approved_at,
        expires_on,
        -- A row that nobody approved is known at once: it must show as an exception.
        coalesce(approved_at, {{ always_known() }}) as known_from,
        cast(null as timestamp) as known_to
    from source
    where quarantine_rule is null
)

select * from renamed
