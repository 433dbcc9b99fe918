-- To-date amounts of each measure of invoiced -> recognised, at the end of every month in which
-- something happened.
with events as (

    select * from {{ ref('int_bridge__performance_events') }}

),

monthly as (

    select
        as_of,
        deal_id,
        account_id,
        currency,
        {{ month_of('event_date') }} as month,
    {% for measure in performance_measures() -%}
    sum({{ measure }}) as {{ measure }}
{{ "," if not loop.last }}
    {% endfor %}
    from events
    group by as_of, deal_id, account_id, currency, {{ month_of('event_date') }}

),

final as (

    select
        as_of,
        deal_id,
        account_id,
        currency,
        month,
    {% for measure in performance_measures() -%}
    sum({{ measure }}) over story as {{ measure }}
{{ "," if not loop.last }}
    {% endfor %}
    from monthly
    window story as (
        partition by as_of, deal_id, account_id, currency
        order by month
        rows between unbounded preceding and current row
    )

)

select * from final
