{# The date in the reporting time zone of a UTC timestamp. Argument: moment (an expression). #}
{% macro reporting_date(moment) %}
    {{ return(adapter.dispatch('reporting_date', 'tieout')(moment) | trim) }}
{% endmacro %}

{% macro default__reporting_date(moment) %}
    cast(({{ moment }} at time zone 'UTC') at time zone '{{ var("reporting_timezone") }}' as date)
{% endmacro %}

{% macro spark__reporting_date(moment) %}
    cast(from_utc_timestamp({{ moment }}, '{{ var("reporting_timezone") }}') as date)
{% endmacro %}
