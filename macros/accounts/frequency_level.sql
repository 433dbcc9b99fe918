{#
    The level of an agreement by how many records share the value: `first` for a value of few records, the next for one of some,
    the one after for one of many. Arguments: frequency (SQL number), first (a number). Returns a SQL expression.
#}
{% macro frequency_level(frequency, first) -%}
    case when {{ frequency }} <= 8 then {{ first }} when {{ frequency }} <= 40 then {{ first + 1 }} else {{ first + 2 }} end
{%- endmacro %}
