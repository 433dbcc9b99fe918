{#
    Month changes from a wide model of to-date levels: one row per key, month and line whose amount changed, in either currency.
    Arguments: the relation, the step, its key columns (besides as_of and month), the names of the `from` and `to` lines that the
    relation holds as columns, and the reason lines. Every line needs a column `<line>` and a column `<line>_reporting`.
#}
{% macro line_changes(relation, step, keys, reasons, from_line=none, to_line=none) %}
    {%- set reasons = reasons + ['rounding', 'unexplained'] -%}
    {%- set lines = ([from_line] if from_line else []) + reasons + ([to_line] if to_line else []) -%}
with levels as (

    select * from {{ relation }}

),

changes as (

    select
        as_of,
        month,
        {% for key in keys -%}
        {{ key }},
        {% endfor -%}
        {% for line in lines -%}
        {% for column in [line, line ~ '_reporting'] -%}
        {{ column }} - coalesce(lag({{ column }}) over one_story, 0) as {{ column }}{{ "," if not loop.last }}
        {% endfor -%}
        {{ "," if not loop.last }}
        {% endfor %}
    from levels
    window one_story as (partition by as_of{% for key in keys %}, {{ key }}{% endfor %} order by month)

),

final as (

    {% for line in lines -%}
    select
        as_of,
        '{{ step }}' as step,
        month,
        {% for key in keys -%}
        {{ key }},
        {% endfor -%}
        '{{ line }}' as line,
        '{{ "from" if line == from_line else "to" if line == to_line else "reason" }}' as line_type,
        cast({{ line }} as decimal(18, 2)) as amount,
        cast({{ line }}_reporting as decimal(18, 2)) as amount_reporting
    from changes
    where {{ line }} <> 0 or {{ line }}_reporting <> 0
    {{ "union all" if not loop.last }}
    {% endfor %}

)

select * from final
{% endmacro %}
