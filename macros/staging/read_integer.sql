{# A whole number from text; `12.0` is 12, `12.5` is none. Argument: text (an expression). #}
{% macro read_integer(text) %}
    {{ return(adapter.dispatch('read_integer', 'tieout')(text) | trim) }}
{% endmacro %}

{% macro default__read_integer(text) %}
    {{ dbt.safe_cast(text, 'integer') }}
{% endmacro %}

{% macro duckdb__read_integer(text) %}
    case
        when regexp_full_match({{ text }}, '[+-]?[0-9]+(\.0*)?')
            then try_cast(try_cast({{ text }} as decimal(18, 0)) as integer)
    end
{% endmacro %}
