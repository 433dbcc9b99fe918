with

records as (
    select * from {{ ref('int_accounts__records_normalised') }}
    where standing = 'live'
),

names as (
    select * from {{ ref('int_accounts__names_read') }}
),

numbered as (
    select
        records.*,
        cast(row_number() over (order by records.record_key) as integer) as record_number
    from records
),

names_counted as (
    select
        glued_name,
        count(*) as frequency
    from names
    where glued_name is not null
    group by glued_name
),

domains_counted as (
    select
        domain,
        count(*) as frequency
    from records
    where domain is not null
    group by domain
),

domains_labelled as (
    select
        domain,
        frequency,
        {{ normalise_code("split_part(domain, '.', 1)") }} as label
    from domains_counted
),

phones_counted as (
    select
        phone,
        count(*) as frequency
    from records
    where phone is not null
    group by phone
),

addresses_counted as (
    select
        street,
        coalesce(house_number, '') as house_number,
        coalesce(postal_code, city, '') as place,
        count(*) as frequency
    from records
    where street is not null
    group by
        street,
        coalesce(house_number, ''),
        coalesce(postal_code, city, '')
),

final as (
    select
        numbered.record_number,
        numbered.record_key,
        numbered.source_system,
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
        numbered.legal_form,
        numbered.country_code,
        numbered.tax_id,
        numbered.domain,
        -- "acme" of acme.co.uk; shorter ones are initials of many.
        case when length(domains_labelled.label) >= 4 then domains_labelled.label end
            as domain_label,
        numbered.phone,
        numbered.postal_code,
        numbered.city,
        numbered.street,
        numbered.house_number,
        names_counted.frequency as name_frequency,
        domains_labelled.frequency as domain_frequency,
        phones_counted.frequency as phone_frequency,
        addresses_counted.frequency as address_frequency
    from numbered
    left join names
        on numbered.record_key = names.record_key
    left join names_counted
        on names.glued_name = names_counted.glued_name
    left join domains_labelled
        on numbered.domain = domains_labelled.domain
    left join phones_counted
        on numbered.phone = phones_counted.phone
    left join addresses_counted
        on numbered.street = addresses_counted.street
        and coalesce(numbered.house_number, '') = addresses_counted.house_number
        and coalesce(numbered.postal_code, numbered.city, '') = addresses_counted.place
)

select * from final
