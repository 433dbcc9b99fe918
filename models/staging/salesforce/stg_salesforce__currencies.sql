with source as (
    select * from {{ ref('base_salesforce__currency_type') }}
),

renamed as (
    select
        'salesforce' as source_system,
        upper(iso_code) as currency,
        decimal_places,
        coalesce(is_corporate, false) as is_corporate,
        coalesce(created_date, {{ always_known() }}) as known_from,
        cast(null as timestamp) as known_to
    from source
    where quarantine_rule is null and coalesce(_fivetran_active, true)
)

select * from renamed
