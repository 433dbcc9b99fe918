with source_loads as (
    select * from {{ ref('int_time__source_loads') }}
),

closes as (
    select * from {{ ref('int_time__closes') }}
),

newest as (
    select
        max(loaded_at) as loaded_at,
        max(last_changed_at) as last_changed_at
    from source_loads
),

-- With nothing to go by, the last cast stops the build: it can only fail, and its text says what to
-- do.
latest as (
    select
        coalesce(
            {{ as_of_asked_for() }},
            loaded_at,
            last_changed_at,
            cast(
                'no row carries a load or change stamp: set the var as_of'
                || coalesce(cast(loaded_at as varchar), '')
                as timestamp
            )
        ) as as_of_at
    from newest
),

past_closes as (
    select
        closes.as_of,
        closes.closes_at as as_of_at,
        closes.month as last_month,
        row_number() over (order by closes.closes_at desc, closes.period desc) as closes_ago
    from closes
    cross join latest
    where closes.closes_at <= latest.as_of_at
),

moments as (
    select
        'latest' as as_of,
        as_of_at,
        cast(null as date) as last_month
    from latest
    union all
    select
        as_of,
        as_of_at,
        last_month
    from past_closes
    where closes_ago <= {{ var('close_lookback') }}
),

dated as (
    select
        *,
        {{ reporting_date('as_of_at') }} as as_of_date
    from moments
),

final as (
    select
        as_of,
        as_of_at,
        as_of_date,
        cast({{ dbt.date_trunc('month', 'as_of_date') }} as date) as as_of_month,
        coalesce(
            last_month, cast({{ dbt.date_trunc('month', 'as_of_date') }} as date)
        ) as last_month
    from dated
)

select * from final
