{#
    A tax number for comparison: its letters and digits in capitals, without a leading country code of its own country
    (DE 811.907.980 and 811907980 are one number) and without the words VAT, EIN, TIN, MWST, TVA, IVA, MVA around it.
    Null where it is too short or a filler: fewer than six characters or five digits, or one character repeated.
    Arguments: expression (SQL text), country_code (SQL expression, ISO alpha-2 or null). Returns a SQL expression.
#}
{% macro normalise_tax_id(expression, country_code) %}
    {{ return(adapter.dispatch('normalise_tax_id', 'tieout')(expression, country_code)) }}
{% endmacro %}

{% macro default__normalise_tax_id(expression, country_code) -%}
    {%- set text = tieout.replace_pattern(
        'upper(cast(' ~ expression ~ ' as varchar))', '[^A-Z0-9]+', ''
    ) -%}
    {%- set text = tieout.replace_pattern(text, '^(VAT|EIN|TIN)|(MWST|TVA|IVA|MVA|VAT)$', '') -%}
    {#- Greece writes EL, Northern Ireland XI, Switzerland CHE. -#}
    {%- set number -%}
        case
            when {{ country_code }} is null
                then {{ tieout.replace_pattern(text, '^[A-Z]{2}([0-9]{6,})$', '\\1') }}
            when {{ country_code }} = 'GR' then {{ tieout.replace_pattern(text, '^(GR|EL)', '') }}
            when {{ country_code }} = 'GB' then {{ tieout.replace_pattern(text, '^(GB|XI)', '') }}
            when {{ country_code }} = 'CH' then {{ tieout.replace_pattern(text, '^CHE?', '') }}
            when left({{ text }}, 2) = {{ country_code }} then substring({{ text }}, 3)
            else {{ text }}
        end
    {%- endset -%}
    case
        when length({{ number }}) < 6 then null
        when length({{ tieout.replace_pattern(number, '[^0-9]', '') }}) < 5 then null
        when replace({{ number }}, left({{ number }}, 1), '') = '' then null
        else {{ number }}
    end
{%- endmacro %}
