{#
    The fiscal year or quarter that a date falls in. The year starts in the month that the var `fiscal_year_start_month` names and
    is called by the calendar year in which it ends: with 10, October 2026 is quarter 1 of 2027; with 1 it is quarter 4 of 2026.
    Arguments: date_expression; part, `year` or `quarter`. Returns an expression of an integer; null for a null date.
    Errors: a var that is no month from 1 to 12; another part.
#}
{% macro fiscal_period(date_expression, part) -%}
    {%- set first_month = var('fiscal_year_start_month') -%}
    {%- if first_month | string | trim not in range(1, 13) | map('string') -%}
        {{ exceptions.raise_compiler_error(
            "The var fiscal_year_start_month is '" ~ first_month ~ "'. Write the number of a month, from 1 (January) to 12."
        ) }}
    {%- endif -%}
    {%- set first_month = first_month | int -%}
    {%- if part == 'year' -%}
    cast(
        extract(year from {{ date_expression }})
        + case
            when {{ first_month }} > 1 and extract(month from {{ date_expression }}) >= {{ first_month }} then 1
            else 0
        end as integer
    )
    {%- elif part == 'quarter' -%}
    cast(
        1 + floor(mod(extract(month from {{ date_expression }}) + {{ 12 - first_month }}, 12) / 3) as integer
    )
    {%- else -%}
        {{ exceptions.raise_compiler_error("fiscal_period: part is 'year' or 'quarter', not '" ~ part ~ "'.") }}
    {%- endif -%}
{%- endmacro %}
