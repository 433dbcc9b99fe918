with dated as (
    select * from {{ ref('base_salesforce__dated_conversion_rate') }}
),

currency_types as (
    select * from {{ ref('base_salesforce__currency_type') }}
),

corporate_currency as (
    select * from {{ ref('stg_salesforce__corporate_currency') }}
),

dated_rates as (
    select
        id,
        upper(iso_code) as currency,
        start_date as valid_from,
        -- The CRM closes its last period at the end of time.
        nullif(next_start_date, cast('9999-12-31' as date)) as valid_to,
        conversion_rate,
        created_date
    from dated
    where quarantine_rule is null and coalesce(_fivetran_active, true)
),

dated_currencies as (
    select currency
    from dated_rates
    group by currency
),

-- The static rate counts only for a currency that has no dated ones.
static_rates as (
    select
        currency_types.id,
        upper(currency_types.iso_code) as currency,
        cast('0001-01-01' as date) as valid_from,
        cast(null as date) as valid_to,
        currency_types.conversion_rate,
        currency_types.created_date
    from currency_types
    left join dated_currencies
        on upper(currency_types.iso_code) = dated_currencies.currency
    where
        currency_types.quarantine_rule is null
        and coalesce(currency_types._fivetran_active, true)
        and dated_currencies.currency is null
),

rates as (
    select * from dated_rates
    union all
    select * from static_rates
),

-- The CRM keeps units of the currency for one corporate unit; here amount x rate is corporate.
final as (
    select
        'salesforce' as source_system,
        'crm' as rate_role,
        rates.id as rate_id,
        rates.currency as from_currency,
        corporate_currency.currency as to_currency,
        rates.valid_from,
        rates.valid_to,
        {{ rate_quotient('1', 'rates.conversion_rate') }} as rate,
        coalesce(rates.created_date, {{ always_known() }}) as known_from,
        cast(null as timestamp) as known_to
    from rates
    cross join corporate_currency
    where rates.conversion_rate > 0 and rates.currency <> corporate_currency.currency
)

select * from final
