{# A date, some whole months after the first of a month. Arguments: date_expression, months (both SQL). Returns a date expression. #}
{% macro add_months(date_expression, months) -%}
    cast({{ dbt.dateadd('month', months, date_expression) }} as date)
{%- endmacro %}
