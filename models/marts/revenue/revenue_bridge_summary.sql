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
        cast(
            coalesce(sum(case when {{ is_own }} then amount_reporting else 0 end), 0)
            as decimal(18, 2)
        ) as {{ column }}_amount,
        {% endfor -%}
        sum(case when amount_reporting is null then 1 else 0 end) as rows_without_rate
    from bridge
    group by as_of, as_of_at, step, month, account_id, ultimate_parent_id, owner_name

),

-- The reason that moved most in the month.
largest as (

    select
        as_of,
        step,
        month,
        account_id,
        owner_name,
        line,
        row_number() over (
            partition by as_of, step, month, account_id, owner_name
            order by abs(sum(amount_reporting)) desc, line
        ) as place
    from bridge
    where line_type = 'reason'
    group by as_of, step, month, account_id, owner_name, line
    having sum(amount_reporting) <> 0

),

-- To date, where something changed. A position holds until the next change of its story.
positions as (

    select
        monthly.*,
        {% for column in columns -%}
        cast(sum(monthly.{{ column }}_amount) over story as decimal(18, 2))
            as {{ column }}_amount_to_date,
        {% endfor -%}
        lead(monthly.month) over story as next_month,
        largest.line as top_reason
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

),

first_months as (

    select
        as_of,
        min(month) as first_month
    from monthly
    group by as_of

),

months as (

    select
        first_months.as_of,
        {{ add_months('first_months.first_month', 'numbers.generated_number - 1') }} as month
    from first_months
    inner join as_ofs
        on first_months.as_of = as_ofs.as_of
    cross join {{ whole_numbers(1200) }} as numbers
    where
        {{ add_months('first_months.first_month', 'numbers.generated_number - 1') }}
        <= as_ofs.last_month

),

-- A row for each month from the first on: positions can then be added over accounts for any month.
final as (

    select
        positions.as_of,
        positions.as_of_at,
        positions.step,
        months.month,
        {{ fiscal_period('months.month', 'year') }} as fiscal_year,
        {{ fiscal_period('months.month', 'quarter') }} as fiscal_quarter,
        positions.account_id,
        positions.ultimate_parent_id,
        positions.owner_name,
        {% for column in columns -%}
        cast(
            case when months.month = positions.month then positions.{{ column }}_amount else 0 end
            as decimal(18, 2)
        ) as {{ column }}_amount,
        positions.{{ column }}_amount_to_date,
        {% endfor -%}
        case when months.month = positions.month then positions.top_reason end as top_reason,
        cast(
            case when months.month = positions.month then positions.rows_without_rate else 0 end
            as integer
        ) as rows_without_rate
    from positions
    inner join months
        on positions.as_of = months.as_of
        and positions.month <= months.month
        and (positions.next_month is null or positions.next_month > months.month)

)

select * from final
