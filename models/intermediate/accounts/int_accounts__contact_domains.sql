with

people as (
    select * from {{ ref('int_people__records_known') }}
    where is_present and email is not null and source_account_id is not null
),

shared_domains as (
    select * from {{ ref('free_mail_domains') }}
),

-- What several conditions read is computed in a step of its own.
hosts as (
    select
        source_system || ':' || {{ comparable_id('source_account_id') }} as record_key,
        {{ host_of('email') }} as host
    from people
),

domains_counted as (
    select
        record_key,
        {{ registered_domain('host') }} as domain,
        count(*) as contacts
    from hosts
    group by
        record_key,
        {{ registered_domain('host') }}
),

ranked as (
    select
        domains_counted.record_key,
        domains_counted.domain,
        row_number() over (
            partition by domains_counted.record_key
            order by domains_counted.contacts desc, domains_counted.domain asc
        ) as domain_rank
    from domains_counted
    left join shared_domains
        on domains_counted.domain = shared_domains.domain
    where domains_counted.domain is not null and shared_domains.domain is null
),

final as (
    select
        record_key,
        domain
    from ranked
    where domain_rank = 1
)

select * from final
