{#
    The month that something is compared in: its own in the history of the bridge; all before it are one, the last month before
    the history starts. Without the var `history_starts_on` every month is its own.
    Argument: a date expression. Returns the first day of a month.
#}
{% macro history_period(date_expression) -%}
    {% if history_start() -%}
    case
        when {{ date_expression }} < {{ history_date() }}
            then {{ month_of(add_days(history_date(), -1)) }}
        else {{ month_of(date_expression) }}
    end
    {%- else -%}
    {{ month_of(date_expression) }}
    {%- endif %}
{%- endmacro %}
