-- What the levels of a deal need to know of it once: its booking, its rates, its SLA. A deal for
-- which any rate is missing has no reporting amounts at all.
with deals as (

    select * from {{ ref('int_links__deals') }}

),

as_ofs as (

    select * from {{ ref('int_time__as_ofs') }}

),

handoffs as (

    select * from {{ ref('handoffs') }}

),

rates as (

    select * from {{ ref('int_rates__reporting') }}

),

crm_rates as (

    select * from {{ ref('int_rates__crm') }}

),

missing_rates as (

    select as_of, deal_id
    from {{ ref('int_rates__missing') }}
    group by as_of, deal_id

),

sla as (

    select max(sla_days) as order_sla_days from handoffs
    where handoff = 'won_to_order'

),

final as (

    select
        deals.as_of,
        as_ofs.as_of_date,
        deals.deal_id,
        deals.crm_opportunity_id,
        deals.account_id,
        deals.ultimate_parent_id,
        deals.owner_name,
        deals.currency,
        deals.is_won,
        deals.duplicate_of_deal_id is not null as is_repeat,
        deals.close_date,
        case when deals.is_won and deals.close_date <= as_ofs.as_of_date then deals.close_date end
            as booked_on,
        deals.booked_amount,
        deals.not_invoiced_amount,
        {{ add_days('deals.close_date', 'sla.order_sla_days + 1') }} as order_overdue_from,
        deals.booking_date,
        missing_rates.deal_id is null as has_rates,
        case
            when missing_rates.deal_id is not null then null
            when deals.currency = '{{ var("reporting_currency") }}'
                then cast(1 as decimal(20, 12))
            else rates.rate
        end as booking_rate,
        -- The CRM's own rate matters for what was booked alone; without one the ERP's serves.
        case
            when missing_rates.deal_id is not null then null
            else coalesce(
                    crm_rates.rate,
                    case
                        when deals.currency = '{{ var("reporting_currency") }}'
                            then cast(1 as decimal(20, 12))
                        else rates.rate
                    end
                )
        end as crm_rate
    from deals
    inner join as_ofs
        on deals.as_of = as_ofs.as_of
    cross join sla
    left join rates
        on deals.currency = rates.currency
        and deals.booking_date = rates.rate_date
    left join crm_rates
        on deals.as_of = crm_rates.as_of
        and deals.deal_id = crm_rates.deal_id
    left join missing_rates
        on deals.as_of = missing_rates.as_of
        and deals.deal_id = missing_rates.deal_id

)

select * from final
