-- To-date amounts of each measure at the end of every month in which something happened.
with events as (

    select * from {{ ref('int_bridge__contract_events') }}

),

monthly as (

    select
        as_of,
        deal_id,
        {{ month_of('event_date') }} as month,
    {% for measure in contract_measures() -%}
    sum(case when measure = '{{ measure }}' then amount else 0 end)
        as {{ measure }}
{{ "," if not loop.last }}
    {% endfor %}
    from events
    group by as_of, deal_id, {{ month_of('event_date') }}

),

final as (

    select
        as_of,
        deal_id,
        month,
    {% for measure in contract_measures() -%}
    cast(
        sum({{ measure }}) over (
            partition by as_of, deal_id
            order by month
            rows between unbounded preceding and current row
            ) as decimal(18, 2)
    ) as {{ measure }}
{{ "," if not loop.last }}
    {% endfor %}
    from monthly

)

select * from final
