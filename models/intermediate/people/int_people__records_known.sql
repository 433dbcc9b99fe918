with

people as (
    select * from {{ ref('int_conformed__people') }}
),

as_ofs as (
    select * from {{ ref('int_time__as_ofs') }}
),

versions_known as (
    select
        people.*,
        people.source_system || ':' || {{ comparable_id('people.source_person_id') }}
            as record_key,
        case
            when people.known_to is null then not coalesce(people.is_deleted, false)
            else people.known_to > as_ofs.as_of_at
        end as is_present,
        coalesce(people.known_to > as_ofs.as_of_at, false) as ends_later
    from people
    inner join as_ofs
        on coalesce(people.known_from <= as_ofs.as_of_at, true)
        and as_ofs.as_of = 'latest'
    where {{ comparable_id('people.source_person_id') }} is not null
),

versions_ranked as (
    select
        versions_known.*,
        row_number() over (
            partition by versions_known.record_key
            order by
                case when versions_known.is_present then 0 else 1 end asc,
                versions_known.known_from desc nulls last,
                versions_known.known_to desc nulls first,
                versions_known.source_person_id desc,
                versions_known.person_name asc nulls last,
                versions_known.email asc nulls last
        ) as version_rank
    from versions_known
),

final as (
    select
        record_key,
        source_system,
        source_person_id,
        person_kind,
        person_name,
        case when email like '%_@_%' then lower(trim(email)) end as email,
        source_account_id,
        is_present and coalesce(is_active, true) as is_active,
        is_present,
        case when not ends_later then surviving_source_person_id end as surviving_source_person_id
    from versions_ranked
    where version_rank = 1
)

select * from final
