{#
    A condition: the date falls into the history of the bridge (var `history_starts_on`); true of every date without one.
    Argument: a date expression.
#}
{% macro in_history(date_expression) -%}
    {{ date_expression ~ ' >= ' ~ history_date() if history_start() else '1 = 1' }}
{%- endmacro %}
