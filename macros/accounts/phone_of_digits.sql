{#
    A phone number for comparison, from its digits: the last eight, so that "+44 20 7946 0123" and "020 7946 0123" are one number.
    Null where it has fewer than seven digits, or one digit repeated. Arguments: digits (SQL text). Returns a SQL expression.
#}
{% macro phone_of_digits(digits) -%}
    case
        when length({{ digits }}) >= 7 and replace({{ digits }}, right({{ digits }}, 1), '') <> ''
            then right({{ digits }}, 8)
    end
{%- endmacro %}
