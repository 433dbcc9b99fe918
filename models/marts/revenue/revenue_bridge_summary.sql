{% set columns = [
    'from', 'definition', 'timing', 'hierarchy', 'quality', 'adjustment', 'rounding', 'unexplained',
    'to',
] %}
with bridge as (

    select * from {{ ref('revenue_bridge') }}

),

as_ofs as (

    select * from {{ ref('int_time__as_ofs') }}

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
        {% for column in columns -%}
        {% set is_own = "coalesce(category, line_type) = '" ~ column ~ "'" -%}
        cast(sum(case when {{ is_own }} then amount_reporting else 0 end) as decimal(18, 2))
            as {{ column }}_amount,
        {% endfor -%}
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

-- A row for each month from the first on: positions can then be added over accounts for any month.
stories as (

    select
        as_of,
        as_of_at,
        step,
        account_id,
        ultimate_parent_id,
        owner_name,
        min(month) as first_month
    from monthly
    group by as_of, as_of_at, step, account_id, ultimate_parent_id, owner_name

),

first_months as (

    select
        as_of,
        min(first_month) as first_month
    from stories
    group by as_of

),

months as (

    select
        first_months.as_of,
        {{ add_months('first_months.first_month', 'numbers.generated_number - 1') }} as month
    from first_months
    cross join {{ whole_numbers(1200) }} as numbers

),

final as (

    select
        stories.as_of,
        stories.as_of_at,
        stories.step,
        months.month,
        {{ fiscal_period('months.month', 'year') }} as fiscal_year,
        {{ fiscal_period('months.month', 'quarter') }} as fiscal_quarter,
        stories.account_id,
        stories.ultimate_parent_id,
        stories.owner_name,
        {% for column in columns -%}
        cast(coalesce(monthly.{{ column }}_amount, 0) as decimal(18, 2)) as {{ column }}_amount,
        cast(sum(coalesce(monthly.{{ column }}_amount, 0)) over story as decimal(18, 2))
            as {{ column }}_amount_to_date,
        {% endfor -%}
        largest.line as top_reason,
        cast(coalesce(monthly.rows_without_rate, 0) as integer) as rows_without_rate
    from stories
    inner join as_ofs
        on stories.as_of = as_ofs.as_of
    inner join months
        on stories.as_of = months.as_of
        and stories.first_month <= months.month
        and as_ofs.last_month >= months.month
    left join monthly
        on stories.as_of = monthly.as_of
        and stories.step = monthly.step
        and stories.account_id = monthly.account_id
        and stories.ultimate_parent_id = monthly.ultimate_parent_id
        and stories.owner_name = monthly.owner_name
        and months.month = monthly.month
    left join largest
        on monthly.as_of = largest.as_of
        and monthly.step = largest.step
        and monthly.month = largest.month
        and monthly.account_id = largest.account_id
        and monthly.owner_name = largest.owner_name
        and largest.place = 1
    window story as (
        partition by stories.as_of, stories.step, stories.account_id, stories.owner_name
        order by months.month
        rows between unbounded preceding and current row
    )

)

select * from final
