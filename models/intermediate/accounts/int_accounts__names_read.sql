with

words as (
    select * from {{ ref('int_accounts__words_listed') }}
),

-- A word is rare by the number of records that carry it; places and small words carry no weight.
words_counted as (
    select
        words.record_key,
        words.word_position,
        words.word,
        count(*) over (partition by words.word) as frequency
    from words
    where words.place_code is null and not words.is_small
),

words_ranked as (
    select
        record_key,
        word_position,
        word,
        frequency,
        row_number() over (
            partition by record_key
            order by frequency asc, word asc, word_position asc
        ) as rarity
    from words_counted
),

telling as (
    select
        record_key,
        count(*) as word_count,
        max(case when rarity = 1 then word end) as first_word,
        max(case when rarity = 2 then word end) as second_word,
        max(case when rarity = 3 then word end) as third_word,
        max(case when rarity = 4 then word end) as fourth_word,
        max(case when rarity = 1 then frequency end) as first_frequency,
        max(case when rarity = 2 then frequency end) as second_frequency,
        {{ texts_joined('word', ' ', ['word', 'word_position']) }} as sorted_name,
        {{ texts_joined('left(word, 1)', '', ['word_position']) }} as initials,
        {{ texts_joined(
            'case when ' ~ matches_pattern('word', '[0-9]') ~ ' then word end',
            ' ',
            ['word', 'word_position']
        ) }} as numbers
    from words_ranked
    group by record_key
),

whole as (
    select
        record_key,
        {{ texts_joined('word', ' ', ['word_position']) }} as core_name
    from words
    where place_code is null
    group by record_key
),

-- Few names hold a place: only theirs are put together.
places as (
    select
        record_key,
        {{ texts_joined('place_code', ' ', ['place_code']) }} as place_words
    from words
    where place_code is not null
    group by record_key
),

final as (
    select
        whole.record_key,
        whole.core_name,
        replace(whole.core_name, ' ', '') as glued_name,
        coalesce(telling.sorted_name, whole.core_name) as sorted_name,
        telling.initials,
        places.place_words,
        telling.numbers,
        telling.word_count,
        telling.first_word,
        telling.second_word,
        telling.third_word,
        telling.fourth_word,
        telling.first_frequency,
        telling.second_frequency
    from whole
    left join telling
        on whole.record_key = telling.record_key
    left join places
        on whole.record_key = places.record_key
)

select * from final
