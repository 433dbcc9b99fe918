with

pairs as (
    select * from {{ ref('int_accounts__pairs_blocked') }}
),

-- What is only asked to be equal is a number here, and what is looked for in a name stands between
-- spaces: both are done once for a record, not for each of its pairs.
records as (
    select
        record_number,
        core_name,
        city,
        street,
        word_count,
        name_frequency,
        first_frequency,
        domain_frequency,
        phone_frequency,
        address_frequency,
        ' ' || core_name || ' ' as spaced_name,
        {%- for word in ['first', 'second', 'third', 'fourth'] %}
        ' ' || {{ word }}_word || ' ' as {{ word }}_word,
        {%- endfor %}
        {%- for text in [
            'glued_name', 'sorted_name', 'place_words', 'numbers', 'legal_form', 'country_code', 'tax_id', 'domain',
            'domain_label', 'phone', 'postal_code', 'house_number'
        ] %}
        {{ block_hash(text) }} as {{ text }},
        {%- endfor %}
        {{ block_hash('case when length(initials) >= 3 then initials end') }} as initials,
        {{ block_hash('left(postal_code, 3)') }} as postal_area
    from {{ ref('int_accounts__records_described') }}
),

placed as (
    select
        pairs.record_number,
        pairs.other_record_number,
        pairs.found_by,
        case
            when a.core_name = b.core_name then 1
            else {{ text_similarity('a.core_name', 'b.core_name') }}
        end as name_similarity,
        case
            when a.city = b.city then 1
            else {{ text_similarity('a.city', 'b.city') }}
        end as city_similarity,
        case
            when a.street = b.street then 1
            else {{ text_similarity('a.street', 'b.street') }}
        end as street_similarity,
        coalesce({{ holds_text('b.spaced_name', 'a.first_word') }}, false) as b_holds_a,
        coalesce({{ holds_text('a.spaced_name', 'b.first_word') }}, false) as a_holds_b,
        {%- for word in ['first', 'second', 'third', 'fourth'] %}
        case when {{ holds_text('b.spaced_name', 'a.' ~ word ~ '_word') }} then 1 else 0 end
        {{- ' +' if not loop.last else ' as words_shared,' }}
        {%- endfor %}
        a.core_name is null or b.core_name is null as lacks_name,
        a.glued_name = b.glued_name as is_same_name,
        a.sorted_name = b.sorted_name as is_same_words,
        a.initials = b.glued_name or b.initials = a.glued_name as is_initials,
        greatest(a.name_frequency, b.name_frequency) as name_frequency,
        a.first_frequency as a_frequency,
        b.first_frequency as b_frequency,
        least(a.word_count, b.word_count, 4) as fewer_words,
        greatest(a.word_count, b.word_count) as more_words,
        a.numbers as a_numbers,
        b.numbers as b_numbers,
        a.place_words as a_place,
        b.place_words as b_place,
        a.legal_form as a_form,
        b.legal_form as b_form,
        a.country_code as a_country,
        b.country_code as b_country,
        a.tax_id as a_tax_id,
        b.tax_id as b_tax_id,
        a.domain as a_domain,
        b.domain as b_domain,
        a.domain_frequency,
        a.domain_label = b.domain_label as is_same_label,
        a.domain_label = b.glued_name or b.domain_label = a.glued_name as is_label_of_name,
        a.phone as a_phone,
        b.phone as b_phone,
        a.phone_frequency,
        a.postal_code as a_postal_code,
        b.postal_code as b_postal_code,
        a.postal_area = b.postal_area as is_same_area,
        a.city as a_city,
        b.city as b_city,
        a.street as a_street,
        b.street as b_street,
        a.house_number as a_house,
        b.house_number as b_house,
        greatest(a.address_frequency, b.address_frequency) as address_frequency
    from pairs
    inner join records as a
        on pairs.record_number = a.record_number
    inner join records as b
        on pairs.other_record_number = b.record_number
),

compared as (
    select
        record_number,
        other_record_number,
        found_by
        {%- for comparison, level in match_levels().items() %},
        cast(
            {{ level | trim }} as smallint
        ) as {{ comparison }}_level
        {%- endfor %}
    from placed
),

final as (
    select
        compared.*
        {%- for comparison, level in joint_levels().items() %},
        cast(
            {{ level | trim }} as smallint
        ) as {{ comparison }}_level
        {%- endfor %}
    from compared
)

select * from final
