with

records_known as (
    select * from {{ ref('int_accounts__records_known') }}
),

-- Streets take longest to read, and many records have the same one. A scan of its own: of rows that
-- two steps share, DuckDB would no longer know which texts are equal.
streets_written as (
    select street from {{ ref('int_accounts__records_known') }}
    where street is not null
    group by street
),

-- What several conditions read is computed in a step of its own, and every text before the joins:
-- what stands in many records is then read once.
records as (
    select
        records_known.*,
        {{ tax_text('records_known.tax_id') }} as tax_text,
        {{ host_of('records_known.website') }} as website_host,
        {{ host_of('records_known.email') }} as email_host,
        {{ digits_of('records_known.phone') }} as phone_digits,
        nullif({{ replace_pattern('upper(records_known.postal_code)', '[^A-Z0-9]+', '') }}, '')
            as read_postal_code,
        {{ normalise_text('records_known.city') }} as read_city
    from records_known
),

streets as (
    select
        street as written_street,
        {{ street_name('street') }} as street,
        nullif(
            split_part(trim({{ replace_pattern('street', '[^0-9]+', ' ') }}), ' ', 1), ''
        ) as house_number
    from streets_written
),

holders as (
    select * from {{ ref('int_accounts__records_held') }}
),

countries as (
    select * from {{ ref('int_accounts__countries_normalised') }}
),

names as (
    select * from {{ ref('int_accounts__names_normalised') }}
),

contact_domains as (
    select * from {{ ref('int_accounts__contact_domains') }}
),

shared_domains as (
    select * from {{ ref('free_mail_domains') }}
),

placeholder_values as (
    select * from {{ ref('placeholder_values') }}
),

normalised as (
    select
        records.record_key,
        records.source_system,
        records.source_account_id,
        records.system_role,
        records.record_created_at,
        records.record_changed_at,
        records.declared_account_id,
        records.phone as written_phone,
        holders.holder_record_key,
        holders.standing,
        records.account_name,
        names.match_name,
        names.legal_form,
        countries.country_code,
        {{ tax_number('records.tax_text', 'countries.country_code') }} as tax_number,
        {{ registered_domain('records.website_host') }} as website_domain,
        {{ registered_domain('records.email_host') }} as email_domain,
        {{ phone_of_digits('records.phone_digits') }} as phone,
        records.read_postal_code as postal_code,
        records.read_city as city,
        streets.street,
        streets.house_number
    from records
    inner join holders
        on records.record_key = holders.record_key
    left join countries
        on records.record_key = countries.record_key
    left join names
        on records.record_key = names.record_key
    left join streets
        on records.street = streets.written_street
),

-- A value that many unrelated companies share says nothing about who they are.
final as (
    select
        normalised.record_key,
        normalised.source_system,
        normalised.source_account_id,
        normalised.system_role,
        normalised.record_created_at,
        normalised.record_changed_at,
        normalised.declared_account_id,
        normalised.written_phone,
        normalised.holder_record_key,
        normalised.standing,
        normalised.account_name,
        normalised.country_code,
        case when filler_names.placeholder_value is null then normalised.match_name end
            as match_name,
        case
            when filler_tax_ids.placeholder_value is null
                then {{ believable_tax_number('normalised.tax_number') }}
        end as tax_id,
        coalesce(
            case when website_hosts.domain is null then normalised.website_domain end,
            case when mail_hosts.domain is null then normalised.email_domain end,
            contact_domains.domain
        ) as domain,
        normalised.legal_form,
        normalised.phone,
        normalised.postal_code,
        normalised.city,
        normalised.street,
        normalised.house_number
    from normalised
    left join contact_domains
        on normalised.record_key = contact_domains.record_key
    left join shared_domains as website_hosts
        on normalised.website_domain = website_hosts.domain
    left join shared_domains as mail_hosts
        on normalised.email_domain = mail_hosts.domain
    left join placeholder_values as filler_names
        on normalised.match_name = filler_names.placeholder_value
        and filler_names.field = 'name'
    left join placeholder_values as filler_tax_ids
        on normalised.tax_number = filler_tax_ids.placeholder_value
        and filler_tax_ids.field = 'tax_id'
)

select * from final
