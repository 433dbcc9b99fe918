with

words as (
    select * from {{ ref('int_accounts__words_listed') }}
),

-- A word is rare by the number of times it is written; places and small words carry no weight.
words_counted as (
    select
        word,
        count(*) as frequency,
        {{ matches_pattern('word', '[0-9]') }} as holds_digit
    from words
    where place_code is null and not is_small
    group by word
),

words_weighed as (
    select
        words.record_key,
        words.word_position,
        words.word,
        case when not words.is_small then words.word end as telling_word,
        case when not words.is_small and words_counted.holds_digit then words.word end as number,
        case when not words.is_small then words_counted.frequency end as frequency
    from words
    left join words_counted
        on words.word = words_counted.word
    where words.place_code is null
),

gathered as (
    select
        record_key,
        {{ texts_joined('word', ' ', ['word_position']) }} as core_name,
        {{ texts_joined('telling_word', ' ', ['telling_word']) }} as sorted_name,
        {{ texts_joined('left(telling_word, 1)', '', ['word_position']) }} as initials,
        {{ texts_joined('number', ' ', ['number']) }} as numbers,
        {{ rows_of(['frequency', 'telling_word']) }} as rarest,
        nullif(count(telling_word), 0) as word_count
    from words_weighed
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
        gathered.record_key,
        gathered.core_name,
        replace(gathered.core_name, ' ', '') as glued_name,
        coalesce(gathered.sorted_name, gathered.core_name) as sorted_name,
        gathered.initials,
        places.place_words,
        gathered.numbers,
        gathered.word_count,
        {{ item_at('gathered.rarest', 1) }}.telling_word as first_word,
        {{ item_at('gathered.rarest', 2) }}.telling_word as second_word,
        {{ item_at('gathered.rarest', 3) }}.telling_word as third_word,
        {{ item_at('gathered.rarest', 4) }}.telling_word as fourth_word,
        {{ item_at('gathered.rarest', 1) }}.frequency as first_frequency,
        {{ item_at('gathered.rarest', 2) }}.frequency as second_frequency
    from gathered
    left join places
        on gathered.record_key = places.record_key
)

select * from final
