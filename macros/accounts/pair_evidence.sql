{#
    What each comparison added to the score of a pair, in words; what added nearly nothing is left out.
    Arguments: pair (alias of a row of int_accounts__pairs_scored). Returns a SQL text that begins with a space.
#}
{% macro pair_evidence(pair) -%}
    {%- for comparison in tieout.match_comparisons() + ['tax_id'] %}
        case
            when abs({{ pair }}.{{ comparison }}_weight) >= 0.1
                then ' {{ comparison | replace('_', ' ') }} '
                    || cast(cast({{ pair }}.{{ comparison }}_weight as decimal(9, 1)) as varchar)
                    || ','
            else ''
        end
        ||
    {%- endfor %}
        ' before any evidence '
        || cast(cast({{ pair }}.intercept as decimal(9, 1)) as varchar)
{%- endmacro %}
