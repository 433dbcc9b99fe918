{#
    Comparisons of comparisons, for evidence that does not add up: comparison -> SQL over the `<comparison>_level` columns of
    `match_levels`. Postcode, city and street are one fact seen three times; and where names differ, a web site, a switchboard or a
    building in common are what sister companies share. The levels stand in the seed match_weights.
    Arguments: none. Returns a dict.
#}
{% macro joint_levels() %}
    {% set levels = {} %}
    {% set level %}
        case when postcode_level = 1 then 1 else 0 end
        + case when city_level in (1, 2) then 1 else 0 end
        + case when street_level in (1, 2, 3, 4) then 1 else 0 end
        + case
            case when postcode_level in (2, 3) then 1 else 0 end
            + case when city_level = 3 then 1 else 0 end
            + case when street_level in (5, 6) then 1 else 0 end
            when 0 then 0
            when 1 then 4
            when 2 then 7
            else 9
        end
    {% endset %}
    {% do levels.update({'address_parts': level}) %}
    {% set level %}
        case
            when name_level between 0 and 4 then 0
            else
                1
                + case when domain_level between 1 and 4 then 1 else 0 end
                + case when phone_level between 1 and 3 then 1 else 0 end
                + case when postcode_level = 1 or street_level in (1, 2, 4) then 1 else 0 end
        end
    {% endset %}
    {% do levels.update({'relatives': level}) %}
    {{ return(levels) }}
{% endmacro %}
