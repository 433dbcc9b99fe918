{#
    A business date from ISO text. A plain date, and a timestamp at midnight (how loaders write a date), stay what they are; a
    timestamp with a time of day becomes the date in the reporting time zone.
    Arguments: text (an expression), zone (of stamps without an offset).
#}
{% macro read_date(text, zone) %}
    {%- set day = '[0-9]{4}-[0-9]{2}-[0-9]{2}' -%}
    {%- set midnight = '[T ]00:00(:00([.]0+)?)? ?([Zz]|UTC|[+-][0-9]{2}(:?[0-9]{2})?)?' -%}
case
            when {{ full_match(text, day ~ '(' ~ midnight ~ ')?') }}
                then {{ try_value('substr(' ~ text ~ ', 1, 10)', 'date') }}
            else {{ reporting_date('(' ~ read_timestamp(text, zone) ~ ')') }}
        end
{%- endmacro %}
