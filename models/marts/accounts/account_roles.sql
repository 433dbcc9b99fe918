with

events as (
    select * from {{ ref('revenue_events') }}
    where event_type in ('booked', 'invoiced', 'credited', 'recognised', 'collected', 'refunded')
),

accounts as (
    select * from {{ ref('accounts') }}
),

-- Who signed stands on the deal; who was billed on the documents and on all that follows them.
sides as (
    select
        account_id,
        case when event_type = 'booked' then 'contracting' else 'billing' end as role,
        count(distinct case when event_type = 'booked' then deal_id end) as deals,
        count(
            distinct case
                when event_type in ('invoiced', 'credited')
                    then source_system || ' ' || source_record_id
            end
        ) as documents,
        sum(case when event_type = 'booked' then amount_reporting end) as booked_amount,
        sum(case when event_type in ('invoiced', 'credited') then amount_reporting end)
            as invoiced_amount,
        sum(case when event_type = 'recognised' then amount_reporting end) as recognised_amount,
        sum(case when event_type in ('collected', 'refunded') then amount_reporting end)
            as collected_amount,
        min(case when event_type in ('booked', 'invoiced', 'credited') then event_date end)
            as first_date,
        max(case when event_type in ('booked', 'invoiced', 'credited') then event_date end)
            as last_date
    from events
    group by
        account_id,
        case when event_type = 'booked' then 'contracting' else 'billing' end
),

roles as (
    select
        accounts.account_id,
        sides.role,
        sides.deals,
        sides.documents,
        sides.booked_amount,
        sides.invoiced_amount,
        sides.recognised_amount,
        sides.collected_amount,
        sides.first_date,
        sides.last_date
    from sides
    inner join accounts
        on sides.account_id = accounts.account_id

    union all

    select
        accounts.ultimate_parent_id as account_id,
        'parent' as role,
        sum(sides.deals) as deals,
        sum(sides.documents) as documents,
        sum(sides.booked_amount) as booked_amount,
        sum(sides.invoiced_amount) as invoiced_amount,
        sum(sides.recognised_amount) as recognised_amount,
        sum(sides.collected_amount) as collected_amount,
        min(sides.first_date) as first_date,
        max(sides.last_date) as last_date
    from sides
    inner join accounts
        on sides.account_id = accounts.account_id
    group by accounts.ultimate_parent_id
),

final as (
    select
        account_id,
        role,
        cast(deals as integer) as deals,
        cast(documents as integer) as documents,
        cast(coalesce(booked_amount, 0) as decimal(18, 2)) as booked_amount,
        cast(coalesce(invoiced_amount, 0) as decimal(18, 2)) as invoiced_amount,
        cast(coalesce(recognised_amount, 0) as decimal(18, 2)) as recognised_amount,
        cast(coalesce(collected_amount, 0) as decimal(18, 2)) as collected_amount,
        first_date,
        last_date
    from roles
)

select * from final
