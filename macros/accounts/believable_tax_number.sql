{#
    A tax number, null where it is too short or a filler: fewer than six characters or five digits, or one character repeated.
    Arguments: number (SQL text, what `tax_number` gives). Returns a SQL expression.
#}
{% macro believable_tax_number(number) -%}
    case
        when length({{ number }}) < 6 then null
        when length({{ tieout.replace_pattern(number, '[^0-9]', '') }}) < 5 then null
        when replace({{ number }}, left({{ number }}, 1), '') = '' then null
        else {{ number }}
    end
{%- endmacro %}
