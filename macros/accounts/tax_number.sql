{#
    A tax number without a leading code of its own country: DE 811.907.980 and 811907980 are one number.
    Greece writes EL, Northern Ireland XI, Switzerland CHE.
    Arguments: text (SQL text, what `tax_text` gives), country_code (SQL expression, ISO alpha-2 or null). Returns a SQL expression.
#}
{% macro tax_number(text, country_code) -%}
    case
        when {{ country_code }} is null
            then {{ tieout.replace_pattern(text, '^[A-Z]{2}([0-9]{6,})$', '\\1') }}
        when {{ country_code }} = 'GR' then {{ tieout.replace_pattern(text, '^(GR|EL)', '') }}
        when {{ country_code }} = 'GB' then {{ tieout.replace_pattern(text, '^(GB|XI)', '') }}
        when {{ country_code }} = 'CH' then {{ tieout.replace_pattern(text, '^CHE?', '') }}
        when left({{ text }}, 2) = {{ country_code }} then substring({{ text }}, 3)
        else {{ text }}
    end
{%- endmacro %}
