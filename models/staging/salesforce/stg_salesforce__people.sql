with users as (
    select * from {{ ref('base_salesforce__user') }}
),

contacts as (
    select * from {{ ref('base_salesforce__contact') }}
),

employees as (
    select
        'salesforce' as source_system,
        {{ salesforce_id_18('id') }} as source_person_id,
        'employee' as person_kind,
        name as person_name,
        lower(email) as email,
        cast(null as varchar) as source_account_id,
        coalesce(is_active, true) as is_active,
        cast(null as varchar) as surviving_source_person_id,
        {{ is_removed('_fivetran_deleted') }} as is_deleted,
        coalesce(created_date, {{ always_known() }}) as known_from,
        {{ deleted_at(
            is_removed('_fivetran_deleted'),
            'coalesce(' ~ removed_at()
            ~ ', system_modstamp, last_modified_date, _fivetran_synced)',
            'created_date'
        ) }} as known_to
    from users
    where quarantine_rule is null and coalesce(is_current, true)
),

customer_contacts as (
    select
        'salesforce' as source_system,
        {{ salesforce_id_18('id') }} as source_person_id,
        'contact' as person_kind,
        name as person_name,
        lower(email) as email,
        {{ salesforce_id_18('account_id') }} as source_account_id,
        not {{ is_removed('is_deleted') }} as is_active,
        {{ salesforce_id_18('master_record_id') }} as surviving_source_person_id,
        {{ is_removed('is_deleted') }} as is_deleted,
        coalesce(created_date, {{ always_known() }}) as known_from,
        {{ deleted_at(
            is_removed('is_deleted'),
            'coalesce(' ~ removed_at()
            ~ ', system_modstamp, last_modified_date, _fivetran_synced)',
            'created_date'
        ) }} as known_to
    from contacts
    where quarantine_rule is null and coalesce(is_current, true)
),

final as (
    select * from employees
    union all
    select * from customer_contacts
)

select * from final
