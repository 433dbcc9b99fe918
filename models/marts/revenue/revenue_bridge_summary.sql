{% set categories = [
    'definition', 'timing', 'hierarchy', 'quality', 'adjustment', 'rounding', 'unexplained'
] %}
with bridge as (

    select * from {{ ref('revenue_bridge') }}

),

monthly as (

    select
        as_of,
        as_of_at,
        step,
        month,
        account_id,
        ultimate_parent_id,
        owner_name,
        sum(case when line_type = 'from' then amount_reporting else 0 end) as from_amount,
        {% for category in categories -%}
        sum(case when category = '{{ category }}' then amount_reporting else 0 end)
            as {{ category }}_amount,
        {% endfor -%}
        sum(case when line_type = 'to' then amount_reporting else 0 end) as to_amount,
        sum(case when amount_reporting is null then 1 else 0 end) as rows_without_rate
    from bridge
    group by as_of, as_of_at, step, month, account_id, ultimate_parent_id, owner_name

),

line_totals as (

    select
        as_of,
        step,
        month,
        account_id,
        owner_name,
        line,
        abs(sum(amount_reporting)) as size
    from bridge
    where line_type = 'reason'
    group by as_of, step, month, account_id, owner_name, line

),

largest as (

    select
        *,
        row_number() over (
            partition by as_of, step, month, account_id, owner_name order by size desc, line
        ) as place
    from line_totals
    where size > 0

),

final as (

    select
        monthly.as_of,
        monthly.as_of_at,
        monthly.step,
        monthly.month,
        monthly.account_id,
        monthly.ultimate_parent_id,
        monthly.owner_name,
        {% for column in ['from'] + categories + ['to'] -%}
        cast(monthly.{{ column }}_amount as decimal(18, 2)) as {{ column }}_amount,
        cast(sum(monthly.{{ column }}_amount) over story as decimal(18, 2))
            as {{ column }}_amount_to_date,
        {% endfor -%}
        largest.line as top_reason,
        cast(monthly.rows_without_rate as integer) as rows_without_rate
    from monthly
    left join largest
        on monthly.as_of = largest.as_of
        and monthly.step = largest.step
        and monthly.month = largest.month
        and monthly.account_id = largest.account_id
        and monthly.owner_name = largest.owner_name
        and largest.place = 1
    window story as (
        partition by monthly.as_of, monthly.step, monthly.account_id, monthly.owner_name
        order by monthly.month
        rows between unbounded preceding and current row
    )

)

select * from final
