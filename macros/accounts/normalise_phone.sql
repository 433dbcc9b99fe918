{#
    A phone number for comparison: its last eight digits, so that "+44 20 7946 0123" and "020 7946 0123" are one number.
    Null where it has fewer than seven digits, or one digit repeated. Arguments: expression (SQL text). Returns a SQL expression.
#}
{% macro normalise_phone(expression) -%}
    {%- set digits = tieout.replace_pattern('cast(' ~ expression ~ ' as varchar)', '[^0-9]', '') -%}
    case
        when length({{ digits }}) >= 7 and replace({{ digits }}, right({{ digits }}, 1), '') <> ''
            then right({{ digits }}, 8)
    end
{%- endmacro %}
