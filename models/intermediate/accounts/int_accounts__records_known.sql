with

accounts as (
    select * from {{ ref('int_conformed__accounts') }}
),

-- An id that arrived with 15 and with 18 characters is one record; so are the versions of a record.
versions_ranked as (
    select
        accounts.*,
        accounts.known_to is null and not coalesce(accounts.is_deleted, false) as is_present,
        accounts.source_system || ':' || {{ comparable_id('accounts.source_account_id') }} as record_key,
        row_number() over (
            partition by
                accounts.source_system,
                {{ comparable_id('accounts.source_account_id') }}
            order by
                case when accounts.known_to is null then 0 else 1 end,
                accounts.known_from desc nulls last,
                accounts.known_to desc nulls last,
                case when accounts.is_deleted then 1 else 0 end,
                accounts.source_account_id desc,
                accounts.account_name asc nulls last
        ) as version_rank
    from accounts
    where {{ comparable_id('accounts.source_account_id') }} is not null
),

final as (
    select
        record_key,
        source_system,
        source_account_id,
        account_number,
        account_name,
        parent_source_account_id,
        surviving_source_account_id,
        counterpart_ref,
        tax_id,
        website,
        email,
        country,
        record_created_at,
        known_from,
        is_present,
        {{ system_role('source_system') }} as system_role
    from versions_ranked
    where version_rank = 1
)

select * from final
