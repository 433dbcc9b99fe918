-- Every metric that a threshold can name, and the amounts that make it up. A new line, category or
-- rule in the book is a metric at once.
with reason_codes as (

    select * from {{ ref('reason_codes') }}

),

exception_rules as (

    select * from {{ ref('exception_rules') }}

),

supplied as (

    select * from {{ drift_supplied() }} as drift_supplied

),

lines as (

    select
        reason_codes.step,
        reason_codes.line,
        reason_codes.category,
        coalesce(supplied.is_supplied, true) as is_supplied
    from reason_codes
    left join supplied
        on reason_codes.step = supplied.name
        and supplied.kind = 'step'

),

-- A rule of the name of a line is about its steps, any other about its entity.
rules as (

    select
        exception_rules.rule,
        exception_rules.category,
        coalesce(
            max(case when lines.is_supplied then 1 else 0 end)
            = max(case when lines.line is not null then 1 end),
            max(case when supplied.is_supplied then 1 else 0 end)
            = max(case when supplied.name is not null then 1 end),
            true
        ) as is_supplied
    from exception_rules
    left join lines
        on exception_rules.rule = lines.line
    left join supplied
        on exception_rules.entity = supplied.name
        and supplied.kind = 'entity'
    group by exception_rules.rule, exception_rules.category

),

named as (

    {% for word in ['line', 'category'] -%}
    select
        '{{ word }}.' || step || '.' || {{ word }} as metric,
        'line' as kind, step, line as name, is_supplied
    from lines
    union all
    select '{{ word }}.any.' || {{ word }}, 'line', step, line, is_supplied
    from lines
    union all
    {% endfor -%}
    select 'rule.' || rule, 'rule', 'any', rule, is_supplied
    from rules
    union all
    select 'rules.' || category, 'rule', 'any', rule, is_supplied
    from rules
    {% for name in ['open', 'past_sla', 'rerouted'] -%}
    union all
    select 'exceptions.{{ name }}', 'exceptions', 'any', '{{ name }}', true
    {% endfor -%}
    {% for name in ['quarantined_rows', 'age'] -%}
    union all
    select 'source.{{ name }}', 'source', 'any', '{{ name }}', true
    {% endfor %}

),

-- What a share is a share of: the step's first number; what was booked where there is no one step;
-- the rows read. The short steps to the reported numbers start from their own metric.
bases as (

    select
        metric,
        min(case
            when kind = 'source' then 'rows'
            when step = 'any' or metric like '%.any.%' then 'booked_to_invoiced'
            else step
        end) as step,
        max(case when is_supplied then 1 else 0 end) = 1 as is_supplied
    from named
    group by metric

),

final as (

    select
        metric,
        kind,
        step,
        name,
        is_supplied,
        cast(null as boolean) as has_base
    from named

    union all

    select
        bases.metric,
        'base' as kind,
        bases.step,
        'base' as name,
        bases.is_supplied,
        coalesce(supplied.is_supplied, true) as has_base
    from bases
    left join supplied
        on bases.step = supplied.name
        and supplied.kind = 'step'

)

select * from final
