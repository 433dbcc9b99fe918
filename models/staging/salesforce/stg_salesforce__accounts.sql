with source as (
    select * from {{ ref('base_salesforce__account') }}
),

renamed as (
    select
        'salesforce' as source_system,
        {{ salesforce_id_18('id') }} as source_account_id,
        account_number,
        name as account_name,
        {{ salesforce_id_18('parent_id') }} as parent_source_account_id,
        {{ salesforce_id_18('master_record_id') }} as surviving_source_account_id,
        erp_customer_id_c as counterpart_ref,
        tax_id_c as tax_id,
        website,
        cast(null as varchar) as email,
        phone,
        coalesce(billing_country_code, billing_country) as country,
        billing_postal_code as postal_code,
        billing_city as city,
        billing_street as street,
        {{ salesforce_id_18('owner_id') }} as owner_ref,
        tieout_account_id_c as master_account_ref,
        created_date as record_created_at,
        coalesce(last_modified_date, system_modstamp, created_date) as record_changed_at,
        {{ is_removed('is_deleted') }} as is_deleted,
        coalesce(created_date, {{ always_known() }}) as known_from,
        {{ deleted_at(
            is_removed('is_deleted'),
            'coalesce(' ~ removed_at()
            ~ ', system_modstamp, last_modified_date, _fivetran_synced)',
            'created_date'
        ) }} as known_to
    from source
    where quarantine_rule is null and coalesce(is_current, true)
)

select * from renamed
