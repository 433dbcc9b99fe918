with

record_people as (
    select * from {{ ref('int_people__record_people') }}
),

records as (
    select * from {{ ref('int_people__records_known') }}
),

record_accounts as (
    select * from {{ ref('int_accounts__record_accounts') }}
),

-- An employee's own record before a contact's, a living one before a merged or deleted one.
ranked as (
    select
        record_people.person_id,
        record_people.source_system,
        records.person_name,
        records.email,
        records.person_kind,
        records.source_account_id,
        records.is_active,
        row_number() over (
            partition by record_people.person_id
            order by
                case
                    when records.is_present and record_people.match_method <> 'merged' then 0
                    else 1
                end asc,
                case when records.person_kind = 'employee' then 0 else 1 end asc,
                record_people.record_key asc
        ) as record_rank
    from record_people
    inner join records
        on record_people.record_key = records.record_key
),

systems_of_people as (
    select
        person_id,
        source_system,
        count(*) as record_count,
        max(case when is_active then 1 else 0 end) as active
    from ranked
    group by
        person_id,
        source_system
),

counted as (
    select
        person_id,
        sum(record_count) as record_count,
        max(active) = 1 as is_active,
        {{ dbt.listagg('source_system', "', '", 'order by source_system') }} as systems
    from systems_of_people
    group by person_id
),

final as (
    select
        ranked.person_id,
        ranked.person_name,
        ranked.email,
        ranked.person_kind,
        case when record_accounts.is_in_account then record_accounts.account_id end as account_id,
        counted.is_active,
        cast(counted.record_count as integer) as record_count,
        counted.systems
    from ranked
    inner join counted
        on ranked.person_id = counted.person_id
    left join record_accounts
        on ranked.source_system = record_accounts.source_system
        and ranked.source_account_id = record_accounts.source_account_id
    where ranked.record_rank = 1
)

select * from final
