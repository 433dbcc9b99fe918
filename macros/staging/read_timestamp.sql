{#
    A UTC timestamp from ISO text. With an offset it is converted; without one it is read in `zone`.
    Arguments: text (an expression), zone (IANA name).
    DuckDB drops an offset without a word when such a text is cast to `timestamp`, so the two kinds are told apart first.
#}
{% macro read_timestamp(text, zone) %}
    {{ return(adapter.dispatch('read_timestamp', 'tieout')(text, zone) | trim) }}
{% endmacro %}

{% macro default__read_timestamp(text, zone) %}
    {{ dbt.safe_cast(text, dbt.type_timestamp()) }}
{% endmacro %}

{% macro duckdb__read_timestamp(text, zone) %}
    {%- set day = '[0-9]{4}-[0-9]{2}-[0-9]{2}' -%}
    {%- set hour = '[T ][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?' -%}
    case
        when regexp_full_match({{ text }}, '{{ day }}{{ hour }} ?([Zz]|UTC|[+-][0-9]{2}(:?[0-9]{2})?)')
            then try_cast({{ text }} as timestamptz) at time zone 'UTC'
        when regexp_full_match({{ text }}, '{{ day }}({{ hour }}|[T ][0-9]{2}:[0-9]{2})?')
            then
                {%- if zone == 'UTC' %} try_cast({{ text }} as timestamp)
                {%- else %} (try_cast({{ text }} as timestamp) at time zone '{{ zone }}') at time zone 'UTC'
                {%- endif %}
    end
{% endmacro %}
