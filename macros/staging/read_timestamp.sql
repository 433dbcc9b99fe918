{#
    A UTC timestamp from ISO text. With an offset it is converted; without one it is read in `zone`.
    Arguments: text (an expression), zone (IANA name).
#}
{% macro read_timestamp(text, zone) %}
    {%- set day = '[0-9]{4}-[0-9]{2}-[0-9]{2}' -%}
    {%- set hour = '[T ][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?' -%}
case
            when {{ full_match(text, day ~ hour ~ ' ?([Zz]|UTC|[+-][0-9]{2}(:?[0-9]{2})?)') }}
                then {{ utc_from_offset(text) }}
            when {{ full_match(text, day ~ '(' ~ hour ~ '|[T ][0-9]{2}:[0-9]{2})?') }}
                then {{ utc_from_local(text, zone) }}
        end
{%- endmacro %}
