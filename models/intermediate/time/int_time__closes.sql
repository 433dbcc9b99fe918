with close_calendar as (
    select * from {{ ref('close_calendar') }}
),

final as (
    select
        cast(period as varchar) as period,
        'close ' || cast(period as varchar) as as_of,
        {{ read_timestamp('cast(closes_at as varchar)', var('reporting_timezone')) }} as closes_at,
        {{ read_month('cast(period as varchar)') }} as month
    from close_calendar
)

select * from final
