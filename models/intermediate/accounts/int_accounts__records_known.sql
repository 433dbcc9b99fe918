with

accounts as (
    select * from {{ ref('int_conformed__accounts') }}
),

as_ofs as (
    select * from {{ ref('int_time__as_ofs') }}
),

-- A version that ended after the as-of was still true then, whatever became of the record later.
versions_known as (
    select
        accounts.*,
        accounts.source_system || ':' || {{ comparable_id('accounts.source_account_id') }}
            as record_key,
        case
            when accounts.known_to is null then not coalesce(accounts.is_deleted, false)
            else accounts.known_to > as_ofs.as_of_at
        end as is_present,
        coalesce(accounts.known_to > as_ofs.as_of_at, false) as ends_later
    from accounts
    inner join as_ofs
        on coalesce(accounts.known_from <= as_ofs.as_of_at, true)
        and as_ofs.as_of = 'latest'
    where {{ comparable_id('accounts.source_account_id') }} is not null
),

-- An id that arrived with 15 and with 18 characters is one record; so are the versions of a record.
versions_ranked as (
    select
        versions_known.*,
        row_number() over (
            partition by versions_known.record_key
            order by
                case when versions_known.is_present then 0 else 1 end asc,
                versions_known.known_from desc nulls last,
                versions_known.known_to desc nulls first,
                versions_known.source_account_id desc,
                versions_known.account_name asc nulls last,
                versions_known.counterpart_ref asc nulls last
        ) as version_rank
    from versions_known
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
        country,
        record_created_at,
        known_from,
        is_present,
        {{ role_of_system('source_system') }} as system_role
    from versions_ranked
    where version_rank = 1
)

select * from final
