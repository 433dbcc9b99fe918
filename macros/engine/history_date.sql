{# The first day of the bridge's history (var `history_starts_on`) as a date in SQL; a null date where no var names one. #}
{% macro history_date() -%}
    {%- set start = history_start() -%}
    cast({{ "'" ~ start ~ "'" if start else 'null' }} as date)
{%- endmacro %}
