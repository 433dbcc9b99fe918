with

name_words as (
    select * from {{ ref('name_words') }}
),

country_spellings as (
    select * from {{ ref('country_spellings') }}
),

-- Short spellings of countries are words elsewhere ("AND", "co"): the list of words says which
-- count.
country_words as (
    select
        {{ normalise_text('country_spellings.spelling') }} as word,
        min(country_spellings.country_code) as place_code
    from country_spellings
    where length(country_spellings.spelling) >= 4
    group by {{ normalise_text('country_spellings.spelling') }}
),

listed_places as (
    select * from name_words
    where kind = 'place'
),

place_words as (
    select
        coalesce(listed_places.word, country_words.word) as word,
        coalesce(listed_places.reading, country_words.place_code) as place_code
    from country_words
    full outer join listed_places
        on country_words.word = listed_places.word
),

written as (
    select *
    from
        {{ words_split(
            ref('int_accounts__records_normalised'), 'record_key', 'match_name', "standing = 'live'"
        ) }} as words
),

final as (
    select
        written.record_key,
        written.word_position,
        case when name_words.kind = 'short' then name_words.reading else written.word end as word,
        -- A name that begins with a country is named after it.
        case when written.word_position > 1 then place_words.place_code end as place_code,
        coalesce(name_words.kind = 'small', false) as is_small
    from written
    left join name_words
        on written.word = name_words.word
    left join place_words
        on written.word = place_words.word
)

select * from final
