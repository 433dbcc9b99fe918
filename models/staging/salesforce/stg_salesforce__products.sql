with source as (
    select * from {{ ref('base_salesforce__product_2') }}
),

renamed as (
    select
        'salesforce' as source_system,
        {{ salesforce_id_18('id') }} as source_product_id,
        product_code,
        name as product_name,
        cast(null as varchar) as recognition_rule,
        coalesce(is_active, true) as is_active,
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
