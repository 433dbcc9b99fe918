with

accounts as (
    select *
    from
        {{ records_as_known(
            ref('int_conformed__accounts'), 'source_account_id', ['account_name', 'counterpart_ref']
        ) }} as accounts
),

final as (
    select
        record_key,
        source_system,
        source_account_id,
        account_number,
        account_name,
        parent_source_account_id,
        case when not ends_later then surviving_source_account_id end
            as surviving_source_account_id,
        counterpart_ref,
        tax_id,
        website,
        email,
        phone,
        country,
        postal_code,
        city,
        street,
        -- Another text than an account id of ours is no statement about one.
        case
            when {{ matches_pattern('lower(trim(master_account_ref))', '^[0-9a-f]{32}$') }}
                then lower(trim(master_account_ref))
        end as declared_account_id,
        record_created_at,
        record_changed_at,
        known_from,
        is_present,
        {{ role_of_system('source_system') }} as system_role
    from accounts
)

select * from final
