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

written as (
    select
        records.record_key,
        {{ normalise_code('records.country') }} as spelling_key
    from records
    where records.country is not null
),

final as (
    select
        written.record_key,
        spellings_normalised.country_code
    from written
    inner join spellings_normalised
        on written.spelling_key = spellings_normalised.spelling_key
)

select * from final
