{#
    An exact decimal from text. Arguments: text (an expression), data_type (decimal(p,s)).
    Thousands separators, currency signs and words are no number: guessing at them is how 1.234 becomes 1,234.
#}
{% macro read_decimal(text, data_type) %}
case
            when {{ full_match(text, '[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?') }}
                then {{ try_value(text, data_type) }}
        end
{%- endmacro %}
