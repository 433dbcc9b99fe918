{#
    The UTC timestamp named by the var `as_of`, or a null where none is. A plain date means the end of that day, and a stamp
    without a zone is local, both in the reporting time zone.
    Error: a value that is no timestamp.
#}
{% macro as_of_asked_for() %}
    {% set asked = var('as_of', none) %}
    {% if asked is none or asked | string | trim == '' %}
        {{ return('cast(null as timestamp)') }}
    {% endif %}
    {% set text = asked | string | trim %}
    {% if not modules.re.match('^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?( ?(Z|[+-][0-9]{2}:?[0-9]{2}))?)?$', text) %}
        {{ exceptions.raise_compiler_error(
            "The var as_of is '" ~ text ~ "'. Write a date (2026-03-31) or a timestamp with its offset (2026-03-31T23:59:59-04:00)."
        ) }}
    {% endif %}
    {% if text | length == 10 %}
        {% set text = text ~ ' 23:59:59' %}
    {% endif %}
    {{ return(read_timestamp(sql_text(text), var('reporting_timezone'))) }}
{% endmacro %}
