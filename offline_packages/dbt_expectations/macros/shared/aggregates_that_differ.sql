{#
    The query behind the comparisons of two tables: the aggregates of both sides that differ.
    Without groups that is one row or none; with groups, one row for each group that differs.
    A group that one side lacks counts as 0 there; a null group never meets its like.

    Arguments: model, expression, group_by, row_condition of the one side; compare_model,
    compare_expression, compare_group_by, compare_row_condition of the other (model, expression and
    row_condition serve both sides unless said otherwise); tolerance, the largest difference that is
    allowed; tolerance_percent, the same as a share of the first side's value (0.01: one per cent).
    Errors: stops when only one side is grouped, or by another number of columns.
#}
{% macro aggregates_that_differ(
    model, expression, compare_model=none, compare_expression=none, group_by=none,
    compare_group_by=none, row_condition=none, compare_row_condition=none, tolerance=0.0,
    tolerance_percent=none
) %}
{%- set groups = group_by or [] -%}
{%- set compare_groups = compare_group_by or [] -%}
{%- if groups | length != compare_groups | length -%}
    {{ exceptions.raise_compiler_error(
        "group_by and compare_group_by must name the same number of columns; got "
        ~ groups ~ " and " ~ compare_groups ~ "."
    ) }}
{%- endif -%}
{%- set sides = [
    ("here", model, expression, groups, row_condition),
    ("there", compare_model or model, compare_expression or expression, compare_groups,
     compare_row_condition or row_condition),
] -%}
with
{% for side, relation, aggregate, columns, condition in sides %}
{{ side }} as (

    select
        {%- for column in columns %}
        {{ column }} as group_{{ loop.index }},
        {%- endfor %}
        {{ aggregate }} as total
    from {{ relation }}
    {%- if condition %}
    where {{ condition }}
    {%- endif %}
    {%- if columns %}
    group by {{ columns | join(", ") }}
    {%- endif %}

),
{% endfor %}
compared as (

    select
        {%- for column in groups %}
        {%- set group = "group_" ~ loop.index %}
        coalesce(here.{{ group }}, there.{{ group }}) as {{ group }},
        {%- endfor %}
        here.total as total_here,
        there.total as total_there,
        abs(coalesce(here.total, 0) - coalesce(there.total, 0)) as difference
    from here
    full outer join there
        on
            {%- for column in groups %}
            here.group_{{ loop.index }} = there.group_{{ loop.index }}
            {{- " and" if not loop.last }}
            {%- else %}
            1 = 1
            {%- endfor %}

)

select *
from compared
{%- if tolerance_percent %}
where difference / nullif(total_here * 1.0, 0) > {{ tolerance_percent }}
{%- else %}
where difference > {{ tolerance }}
{%- endif %}
{% endmacro %}
