with

pairs as (
    select * from {{ ref('int_accounts__pairs_blocked') }}
),

records as (
    select * from {{ ref('int_accounts__records_described') }}
),

placed as (
    select
        pairs.record_number,
        pairs.other_record_number,
        pairs.found_by,
        {{ text_similarity('a.core_name', 'b.core_name') }} as name_similarity,
        {{ text_similarity('a.city', 'b.city') }} as city_similarity,
        {{ text_similarity('a.street', 'b.street') }} as street_similarity,
        coalesce({{ holds_word('b.core_name', 'a.first_word') }}, false) as b_holds_a,
        coalesce({{ holds_word('a.core_name', 'b.first_word') }}, false) as a_holds_b,
        {%- for word in ['first', 'second', 'third', 'fourth'] %}
        case when {{ holds_word('b.core_name', 'a.' ~ word ~ '_word') }} then 1 else 0 end
        {{- ' +' if not loop.last else ' as words_shared,' }}
        {%- endfor %}
        a.core_name is null or b.core_name is null as lacks_name,
        a.glued_name = b.glued_name as is_same_name,
        a.sorted_name = b.sorted_name as is_same_words,
        (length(a.initials) >= 3 and a.initials = b.glued_name)
        or (length(b.initials) >= 3 and b.initials = a.glued_name) as is_initials,
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

-- Zero says that nothing can be said. What the other levels mean stands in match_weights.
levels as (
    select
        record_number,
        other_record_number,
        found_by,
        case
            when a_tax_id is null or b_tax_id is null then 0
            when a_tax_id = b_tax_id then 1
            when a_country = b_country then 2
            else 3
        end as tax_id_level,
        case
            when lacks_name then 0
            when is_same_name then {{ frequency_level('name_frequency', 1) }}
            when is_same_words then 4
            when is_initials then 5
            when name_similarity >= 0.97 then 6
            when name_similarity >= 0.94 then 7
            when name_similarity >= 0.90 then 8
            when name_similarity >= 0.85 then 9
            when name_similarity >= 0.78 then 10
            when name_similarity >= 0.68 then 11
            else 12
        end as name_level,
        case
            when lacks_name or is_same_words then 0
            when b_holds_a and a_holds_b and least(a_frequency, b_frequency) <= 5 then 1
            when b_holds_a and a_holds_b and least(a_frequency, b_frequency) <= 30 then 2
            when b_holds_a and a_holds_b and least(a_frequency, b_frequency) <= 200 then 3
            when b_holds_a and a_holds_b then 4
            when b_holds_a and a_frequency <= 30 or a_holds_b and b_frequency <= 30 then 5
            when b_holds_a or a_holds_b then 6
            when words_shared > 0 then 7
            else 8
        end as words_level,
        case
            when lacks_name or is_same_name then 0
            else
                1 + 3 * least(greatest(fewer_words - words_shared, 0), 2)
                + least(greatest(more_words - words_shared, 0), 2)
        end as left_over_level,
        case
            when a_numbers is null and b_numbers is null then 0
            when a_numbers = b_numbers then 1
            when a_numbers is null or b_numbers is null then 2
            else 3
        end as numbers_level,
        case
            when a_place is null and b_place is null then 0
            when a_place = b_place then 1
            when a_place is null or b_place is null then 2
            else 3
        end as place_level,
        case
            when a_form is null or b_form is null then 0
            when a_form = b_form then 1
            else 2
        end as legal_form_level,
        case
            when a_country is null or b_country is null then 0
            when a_country = b_country then 1
            else 2
        end as country_level,
        case
            when a_domain = b_domain then {{ frequency_level('domain_frequency', 1) }}
            when is_same_label then 4
            when a_domain is not null and b_domain is not null then 5
            when is_label_of_name then 6
            when a_domain is null and b_domain is null then 0
            else 7
        end as domain_level,
        case
            when a_phone is null or b_phone is null then 0
            when a_phone = b_phone then {{ frequency_level('phone_frequency', 1) }}
            else 4
        end as phone_level,
        case
            when a_postal_code is null or b_postal_code is null then 0
            when a_postal_code = b_postal_code then 1
            when left(a_postal_code, 3) = left(b_postal_code, 3) then 2
            else 3
        end as postcode_level,
        case
            when a_city is null or b_city is null then 0
            when a_city = b_city then 1
            when city_similarity >= 0.9 then 2
            else 3
        end as city_level,
        case
            when a_street is null or b_street is null then 0
            when a_street = b_street and coalesce(a_house, '') = coalesce(b_house, '') then
                case when address_frequency <= 12 then 1 else 2 end
            when a_street = b_street and (a_house is null or b_house is null) then 3
            when street_similarity >= 0.88 and coalesce(a_house, '') = coalesce(b_house, '') then 4
            when street_similarity >= 0.88 then 5
            else 6
        end as street_level
    from placed
),

final as (
    select
        record_number,
        other_record_number,
        found_by,
        cast(tax_id_level as smallint) as tax_id_level,
        {%- for comparison in match_comparisons() %}
        cast({{ comparison }}_level as smallint) as {{ comparison }}_level
        {{- ',' if not loop.last }}
        {%- endfor %}
    from levels
)

select * from final
