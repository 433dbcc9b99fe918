{# The date `days` calendar days after a date expression; `days` may be a number or an expression. #}
{% macro add_days(date_expression, days) -%}
    cast({{ dbt.dateadd('day', days, date_expression) }} as date)
{%- endmacro %}
