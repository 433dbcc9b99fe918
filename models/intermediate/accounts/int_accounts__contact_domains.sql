with

people as (
    select * from {{ ref('int_people__records_known') }}
    where is_present and email is not null and source_account_id is not null
),

shared_domains as (
    select * from {{ ref('free_mail_domains') }}
),

-- Each address once, as domains take a while to read.
addresses as (
    select
        people.source_system || ':' || {{ comparable_id('people.source_account_id') }}
            as record_key,
        {{ domain_of('people.email') }} as domain,
        count(*) as contacts
    from people
    group by
        people.source_system || ':' || {{ comparable_id('people.source_account_id') }},
        {{ domain_of('people.email') }}
),

ranked as (
    select
        addresses.record_key,
        addresses.domain,
        row_number() over (
            partition by addresses.record_key
            order by addresses.contacts desc, addresses.domain asc
        ) as domain_rank
    from addresses
    left join shared_domains
        on addresses.domain = shared_domains.domain
    where addresses.domain is not null and shared_domains.domain is null
),

final as (
    select
        record_key,
        domain
    from ranked
    where domain_rank = 1
)

select * from final
