{#
    A UTC moment in the reporting time zone, with the zone's name: 2026-03-31 23:59:59 EDT.
    Argument: moment, a timestamp as the warehouse gave it, or none. Errors: none; what is no
    timestamp is shown as it is.
#}
{% macro summary_moment(moment) %}
    {% if moment is none %}
        {{ return("-") }}
    {% elif moment.astimezone is not defined %}
        {{ return(moment | string) }}
    {% endif %}
    {% set zone = modules.pytz.timezone(var("reporting_timezone")) %}
    {% set utc = moment if moment.tzinfo else modules.pytz.utc.localize(moment) %}
    {{ return(utc.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S %Z")) }}
{% endmacro %}
