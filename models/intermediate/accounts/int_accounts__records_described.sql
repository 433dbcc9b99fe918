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

final as (
    select
        described.*,
        count(*) over (partition by described.glued_name) as name_frequency,
        count(*) over (partition by described.domain) as domain_frequency,
        count(*) over (partition by described.phone) as phone_frequency,
        count(*) over (
            partition by
                described.street,
                described.house_number,
                coalesce(described.postal_code, described.city)
        ) as address_frequency
    from described
)

select * from final
