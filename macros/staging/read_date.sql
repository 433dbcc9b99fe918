{#
    A business date from ISO text. A plain date, and a timestamp at midnight (how loaders write a date), stay what they are; a
    timestamp with a time of day becomes the date in the reporting time zone.
    Arguments: text (an expression), zone (of stamps without an offset).
#}
{% macro read_date(text, zone) %}
    {{ return(adapter.dispatch('read_date', 'tieout')(text, zone) | trim) }}
{% endmacro %}

{% macro default__read_date(text, zone) %}
    {{ dbt.safe_cast(text, 'date') }}
{% endmacro %}

{% macro duckdb__read_date(text, zone) %}
    {%- set day = '[0-9]{4}-[0-9]{2}-[0-9]{2}' -%}
    {%- set midnight = '[T ]00:00(:00([.]0+)?)? ?([Zz]|UTC|[+-][0-9]{2}(:?[0-9]{2})?)?' -%}
    case
        when regexp_full_match({{ text }}, '{{ day }}') then try_cast({{ text }} as date)
        when regexp_full_match({{ text }}, '{{ day }}{{ midnight }}') then try_cast(left({{ text }}, 10) as date)
        else {{ reporting_date('(' ~ read_timestamp(text, zone) ~ ')') }}
    end
{% endmacro %}
