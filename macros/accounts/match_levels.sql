{#
    The levels of each comparison of two records, in the order of the columns: comparison -> SQL over the columns that
    int_accounts__pairs_compared places side by side (`a_` and `b_`). Zero says that nothing can be said; what the other levels mean
    stands in the seed match_weights. `joint_levels` are built on them. Arguments: none. Returns a dict.
#}
{% macro match_levels() %}
    {% set levels = {} %}
    {% set level %}
        case
            when a_tax_id is null or b_tax_id is null then 0
            when a_tax_id = b_tax_id then 1
            when a_country = b_country then 2
            else 3
        end
    {% endset %}
    {% do levels.update({'tax_id': level}) %}
    {% set level %}
        case
            when lacks_name then 0
            when is_same_name then {{ tieout.frequency_level('name_frequency', 1) }}
            when is_same_words then 4
            when is_initials then 5
            when name_similarity >= 0.97 then 6
            when name_similarity >= 0.94 then 7
            when name_similarity >= 0.90 then 8
            when name_similarity >= 0.85 then 9
            when name_similarity >= 0.78 then 10
            when name_similarity >= 0.68 then 11
            else 12
        end
    {% endset %}
    {% do levels.update({'name': level}) %}
    {% set level %}
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
        end
    {% endset %}
    {% do levels.update({'words': level}) %}
    {% set level %}
        case
            when lacks_name or is_same_name then 0
            else
                1 + 3 * least(greatest(fewer_words - words_shared, 0), 2)
                + least(greatest(more_words - words_shared, 0), 2)
        end
    {% endset %}
    {% do levels.update({'left_over': level}) %}
    {% set level %}
        case
            when a_numbers is null and b_numbers is null then 0
            when a_numbers = b_numbers then 1
            when a_numbers is null or b_numbers is null then 2
            else 3
        end
    {% endset %}
    {% do levels.update({'numbers': level}) %}
    {% set level %}
        case
            when a_place is null and b_place is null then 0
            when a_place = b_place then 1
            when a_place is null or b_place is null then 2
            else 3
        end
        + case
            when lacks_name or is_same_name or is_same_words then 0
            when a_place is null and b_place is null then 0
            else 3
        end
    {% endset %}
    {% do levels.update({'place': level}) %}
    {% set level %}
        case
            when a_form is null or b_form is null then 0
            when a_form = b_form then 1
            else 2
        end
    {% endset %}
    {% do levels.update({'legal_form': level}) %}
    {% set level %}
        case
            when a_country is null or b_country is null then 0
            when a_country = b_country then 1
            else 2
        end
    {% endset %}
    {% do levels.update({'country': level}) %}
    {% set level %}
        case
            when a_domain = b_domain then {{ tieout.frequency_level('domain_frequency', 1) }}
            when is_same_label then 4
            when a_domain is not null and b_domain is not null then 5
            when is_label_of_name then 6
            when a_domain is null and b_domain is null then 0
            else 7
        end
    {% endset %}
    {% do levels.update({'domain': level}) %}
    {% set level %}
        case
            when a_phone is null or b_phone is null then 0
            when a_phone = b_phone then {{ tieout.frequency_level('phone_frequency', 1) }}
            else 4
        end
    {% endset %}
    {% do levels.update({'phone': level}) %}
    {% set level %}
        case
            when a_postal_code is null or b_postal_code is null then 0
            when a_postal_code = b_postal_code then 1
            when is_same_area then 2
            else 3
        end
    {% endset %}
    {% do levels.update({'postcode': level}) %}
    {% set level %}
        case
            when a_city is null or b_city is null then 0
            when a_city = b_city then 1
            when city_similarity >= 0.9 then 2
            else 3
        end
    {% endset %}
    {% do levels.update({'city': level}) %}
    {% set level %}
        case
            when a_street is null or b_street is null then 0
            when a_street = b_street and a_house is not distinct from b_house then
                case when address_frequency <= 12 then 1 else 2 end
            when a_street = b_street and (a_house is null or b_house is null) then 3
            when street_similarity >= 0.88 and a_house is not distinct from b_house then 4
            when street_similarity >= 0.88 then 5
            else 6
        end
    {% endset %}
    {% do levels.update({'street': level}) %}
    {{ return(levels) }}
{% endmacro %}
