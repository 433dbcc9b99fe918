with

records as (
    select * from {{ ref('int_accounts__records_known') }}
),

country_spellings as (
    select * from {{ ref('country_spellings') }}
),

spellings_normalised as (
    select
        country_spellings.country_code,
        {{ normalise_code('country_spellings.spelling') }} as spelling_key
    from country_spellings
),

-- Each spelling is normalised once, however many records carry it.
written as (
    select
        records.country,
        {{ normalise_code('records.country') }} as spelling_key
    from records
    where records.country is not null
    group by records.country
),

final as (
    select
        records.record_key,
        spellings_normalised.country_code
    from records
    inner join written
        on records.country = written.country
    inner join spellings_normalised
        on written.spelling_key = spellings_normalised.spelling_key
)

select * from final
