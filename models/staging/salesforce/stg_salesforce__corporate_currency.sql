with currencies as (
    select * from {{ ref('base_salesforce__currency_type') }}
),

-- An aggregate, so that there is one row even where the CRM lands no list of currencies.
final as (
    select coalesce(min(iso_code), '{{ var("reporting_currency") }}') as currency
    from currencies
    where quarantine_rule is null and coalesce(_fivetran_active, true) and is_corporate
)

select * from final
