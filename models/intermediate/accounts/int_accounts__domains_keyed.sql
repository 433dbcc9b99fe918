with

records as (
    select * from {{ ref('int_accounts__records_normalised') }}
),

accounts_so_far as (
    select * from {{ ref('int_accounts__tax_ids_joined') }}
),

domains as (
    select
        records.record_key,
        records.source_system,
        records.domain,
        records.country_code,
        records.match_name,
        accounts_so_far.account_key
    from records
    inner join accounts_so_far
        on records.record_key = accounts_so_far.record_key
    where records.domain is not null
),

accounts_by_country as (
    select
        domain,
        country_code,
        source_system,
        count(distinct account_key) as accounts
    from domains
    where country_code is not null
    group by
        domain,
        country_code,
        source_system
),

-- A domain that names one account in each system proves that they are one; the domain that a group
-- of companies shares does so only together with the name.
crowded_in_country as (
    select
        domain,
        country_code
    from accounts_by_country
    where accounts > 1
    group by
        domain,
        country_code
),

country_keys as (
    select
        domains.domain || '|' || domains.country_code as match_key,
        domains.record_key,
        'domain ' || domains.domain || ' in ' || domains.country_code as claim
    from domains
    left join crowded_in_country
        on domains.domain = crowded_in_country.domain
        and domains.country_code = crowded_in_country.country_code
    where
        domains.country_code is not null
        and crowded_in_country.domain is null
),

name_keys as (
    select
        domains.domain || '|' || domains.country_code || '|' || domains.match_name as match_key,
        domains.record_key,
        'domain ' || domains.domain || ' in ' || domains.country_code
        || ' and name "' || domains.match_name || '"' as claim
    from domains
    inner join crowded_in_country
        on domains.domain = crowded_in_country.domain
        and domains.country_code = crowded_in_country.country_code
    where domains.match_name is not null
),

-- An office abroad, or no country at all: the domain must name one account in each system,
-- whatever the country, and the names must agree.
accounts_anywhere as (
    select
        domain,
        source_system,
        count(distinct account_key) as accounts
    from domains
    group by
        domain,
        source_system
),

crowded_anywhere as (
    select domain
    from accounts_anywhere
    where accounts > 1
    group by domain
),

several_countries as (
    select domain
    from domains
    group by domain
    having count(distinct coalesce(country_code, 'none')) > 1 or count(country_code) = 0
),

abroad_keys as (
    select
        domains.domain || '|anywhere|' || domains.match_name as match_key,
        domains.record_key,
        'domain ' || domains.domain || ' and name "' || domains.match_name
        || '", country ' || coalesce(domains.country_code, 'unknown') as claim
    from domains
    inner join several_countries
        on domains.domain = several_countries.domain
    left join crowded_anywhere
        on domains.domain = crowded_anywhere.domain
    where
        crowded_anywhere.domain is null
        and domains.match_name is not null
),

united as (
    select * from country_keys
    union all
    select * from name_keys
    union all
    select * from abroad_keys
),

final as (
    select
        'domain_country' as rung,
        match_key,
        record_key,
        false as is_named,
        claim
    from united
)

select * from final
