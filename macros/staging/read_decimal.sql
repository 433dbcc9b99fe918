{#
    An exact decimal from text. Arguments: text (an expression), data_type (decimal(p,s)).
    Thousands separators, currency signs and words are no number: guessing at them is how 1.234 becomes 1,234.
#}
{% macro read_decimal(text, data_type) %}
    {{ return(adapter.dispatch('read_decimal', 'tieout')(text, data_type) | trim) }}
{% endmacro %}

{% macro default__read_decimal(text, data_type) %}
    {{ dbt.safe_cast(text, data_type) }}
{% endmacro %}

{% macro duckdb__read_decimal(text, data_type) %}
    case
        when regexp_full_match({{ text }}, '[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?')
            then try_cast({{ text }} as {{ data_type }})
    end
{% endmacro %}
