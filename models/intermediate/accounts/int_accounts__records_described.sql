with

records as (
    select * from {{ ref('int_accounts__records_normalised') }}
    where standing = 'live'
),

names as (
    select * from {{ ref('int_accounts__names_read') }}
),

described as (
    select
        cast(row_number() over (order by records.record_key) as integer) as record_number,
        records.record_key,
        records.source_system,
        names.core_name,
        names.glued_name,
        names.sorted_name,
        names.initials,
        names.place_words,
        names.numbers,
        names.word_count,
        names.first_word,
        names.second_word,
        names.third_word,
        names.fourth_word,
        names.first_frequency,
        names.second_frequency,
        records.legal_form,
        records.country_code,
        records.tax_id,
        records.domain,
        -- "acme" of acme.co.uk; shorter ones are initials of many.
        case
            when length({{ normalise_code("split_part(records.domain, '.', 1)") }}) >= 4
                then {{ normalise_code("split_part(records.domain, '.', 1)") }}
        end as domain_label,
        records.phone,
        records.postal_code,
        records.city,
        records.street,
        records.house_number
    from records
    left join names
        on records.record_key = names.record_key
),

names_counted as (
    select
        glued_name,
        count(*) as frequency
    from described
    where glued_name is not null
    group by glued_name
),

domains_counted as (
    select
        domain,
        count(*) as frequency
    from described
    where domain is not null
    group by domain
),

phones_counted as (
    select
        phone,
        count(*) as frequency
    from described
    where phone is not null
    group by phone
),

addresses_counted as (
    select
        street,
        coalesce(house_number, '') as house_number,
        coalesce(postal_code, city, '') as place,
        count(*) as frequency
    from described
    where street is not null
    group by
        street,
        coalesce(house_number, ''),
        coalesce(postal_code, city, '')
),

final as (
    select
        described.*,
        names_counted.frequency as name_frequency,
        domains_counted.frequency as domain_frequency,
        phones_counted.frequency as phone_frequency,
        addresses_counted.frequency as address_frequency
    from described
    left join names_counted
        on described.glued_name = names_counted.glued_name
    left join domains_counted
        on described.domain = domains_counted.domain
    left join phones_counted
        on described.phone = phones_counted.phone
    left join addresses_counted
        on described.street = addresses_counted.street
        and coalesce(described.house_number, '') = addresses_counted.house_number
        and coalesce(described.postal_code, described.city, '') = addresses_counted.place
)

select * from final
