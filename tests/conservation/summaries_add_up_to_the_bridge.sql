-- Children make the parent: the summary's accounts and owners add up to the bridge of each step and
-- month, line for line of its columns, and its to-date columns to the months before.
{% set categories = [
    'definition', 'timing', 'hierarchy', 'quality', 'adjustment', 'rounding', 'unexplained'
] %}
{% set columns = [
    'from_amount', 'definition_amount', 'timing_amount', 'hierarchy_amount', 'quality_amount',
    'adjustment_amount', 'rounding_amount', 'unexplained_amount', 'to_amount'
] %}
with bridge as (

    select * from {{ ref('revenue_bridge') }}

),

summary as (

    select * from {{ ref('revenue_bridge_summary') }}

),

parents as (

    select
        as_of,
        step,
        month,
        {% for category in categories -%}
        sum(case when category = '{{ category }}' then amount_reporting else 0 end)
            as {{ category }}_amount,
        {% endfor -%}
        sum(case when line_type = 'from' then amount_reporting else 0 end) as from_amount,
        sum(case when line_type = 'to' then amount_reporting else 0 end) as to_amount
    from bridge
    group by as_of, step, month

),

children as (

    select
        {% for column in columns -%}
        sum({{ column }}) as {{ column }},
        sum({{ column }}_to_date) as {{ column }}_to_date,
        {% endfor -%}
        as_of,
        step,
        month
    from summary
    group by as_of, step, month

),

-- For every month, also one in which nothing changed anywhere.
positions as (

    select
        {% for column in columns -%}
        max(children.{{ column }}_to_date) - sum(parents.{{ column }}) as {{ column }}_drift,
        {% endfor -%}
        children.as_of,
        children.step,
        children.month
    from children
    inner join parents
        on children.as_of = parents.as_of
        and children.step = parents.step
        and children.month >= parents.month
    group by children.as_of, children.step, children.month

),

running as (

    select
        {% for column in columns -%}
        {{ column }}_to_date - sum({{ column }}) over story as {{ column }}_drift,
        {% endfor -%}
        as_of,
        step,
        month,
        account_id
    from summary
    window story as (
        partition by as_of, step, account_id, owner_name
        order by month
        rows between unbounded preceding and current row
    )

),

final as (

    select
        coalesce(parents.as_of, children.as_of) as as_of,
        coalesce(parents.step, children.step) as step,
        coalesce(parents.month, children.month) as month,
        'accounts do not add up to the bridge' as problem
    from parents
    full outer join children
        on parents.as_of = children.as_of
        and parents.step = children.step
        and parents.month = children.month
    where
        children.as_of is null
        {% for column in columns -%}
        or coalesce(parents.{{ column }}, 0) <> coalesce(children.{{ column }}, 0)
        {% endfor %}

    union all

    select
        as_of,
        step,
        month,
        'accounts to date do not add up to the bridge to date' as problem
    from positions
    where {{ columns | join('_drift <> 0 or ') }}_drift <> 0

    union all

    select
        as_of,
        step,
        month,
        'to date differs from the months, account ' || account_id as problem
    from running
    where {{ columns | join('_drift <> 0 or ') }}_drift <> 0

)

select * from final
