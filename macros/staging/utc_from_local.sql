{# The UTC timestamp of a text without an offset, read in a zone. Arguments: text (an expression), zone (IANA name). #}
{% macro utc_from_local(text, zone) %}
    {%- if zone == 'UTC' -%}
        {{ return(try_value(text, 'timestamp')) }}
    {%- endif -%}
    {{ return(adapter.dispatch('utc_from_local', 'tieout')(text, zone) | trim) }}
{% endmacro %}

{% macro default__utc_from_local(text, zone) %}
    ({{ try_value(text, 'timestamp') }} at time zone '{{ zone }}') at time zone 'UTC'
{% endmacro %}

{% macro spark__utc_from_local(text, zone) %}
    to_utc_timestamp({{ try_value(text, 'timestamp') }}, '{{ zone }}')
{% endmacro %}
