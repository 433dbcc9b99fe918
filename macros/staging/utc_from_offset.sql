{#
    The UTC timestamp of a text that carries its offset. DuckDB and PostgreSQL drop the offset without a word when such a text is
    cast to `timestamp`, so it goes through the type that keeps it. Argument: text (an expression).
#}
{% macro utc_from_offset(text) %}
    {{ return(adapter.dispatch('utc_from_offset', 'tieout')(text) | trim) }}
{% endmacro %}

{% macro default__utc_from_offset(text) %}
    {{ try_value(text, 'timestamp with time zone') }} at time zone 'UTC'
{% endmacro %}

{# An offset of zero may be dropped, and most stamps have it: that cast is five times as fast. #}
{% macro duckdb__utc_from_offset(text) %}
    case
                    when right({{ text }}, 1) in ('Z', 'z') then {{ try_value(text, 'timestamp') }}
                    else {{ try_value(text, 'timestamp with time zone') }} at time zone 'UTC'
                end
{% endmacro %}

{% macro spark__utc_from_offset(text) %}
    to_utc_timestamp({{ try_value(text, 'timestamp') }}, current_timezone())
{% endmacro %}
