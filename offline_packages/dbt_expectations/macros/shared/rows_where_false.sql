{#
    The query behind most tests: the rows, or groups, of a model whose condition is false.

    Arguments: model; condition, a boolean SQL expression; group_by, list of columns or none;
    row_condition, SQL that picks the rows, or none. Errors: none of its own.
#}
{% macro rows_where_false(model, condition, group_by=none, row_condition=none) %}
with

judged as (

    select
        {%- for column in group_by or [] %}
        {{ column }} as group_{{ loop.index }},
        {%- endfor %}
        {{ condition | trim }} as is_met
    from {{ model }}
    {%- if row_condition %}
    where {{ row_condition }}
    {%- endif %}
    {%- if group_by %}
    group by {{ group_by | join(", ") }}
    {%- endif %}

)

select *
from judged
where not is_met
{% endmacro %}
