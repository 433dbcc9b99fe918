{# The UTC timestamp at which a date begins in the reporting time zone. Argument: day (an expression). #}
{% macro reporting_midnight(day) %}
    {{ return(adapter.dispatch('reporting_midnight', 'tieout')(day) | trim) }}
{% endmacro %}

{% macro default__reporting_midnight(day) %}
    (cast({{ day }} as timestamp) at time zone '{{ var("reporting_timezone") }}') at time zone 'UTC'
{% endmacro %}

{% macro spark__reporting_midnight(day) %}
    to_utc_timestamp(cast({{ day }} as timestamp), '{{ var("reporting_timezone") }}')
{% endmacro %}
