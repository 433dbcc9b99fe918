-- The tax of orders and bills, crossed into the deal's currency like the lines that it is charged
-- on.
with orders as (

    select * from {{ ref('int_links__document_links') }}
    where document_type = 'order' and coalesce(tax_amount, 0) <> 0

),

billings as (

    select * from {{ ref('int_events__billings') }}
    where line_kind = 'tax'

),

deals as (

    select * from {{ ref('int_bridge__deals') }}

),

document_rates as (

    select * from {{ ref('int_rates__documents') }}

),

rates as (

    select * from {{ ref('int_rates__reporting') }}

),

taxes as (

    select
        as_of, deal_id, document_date as event_date, 'order_tax' as measure, source_system,
        document_id, cast(null as varchar) as line_id, currency, tax_amount as amount
    from orders

    union all

    select
        as_of, deal_id, event_date, 'billed_tax' as measure, source_system,
        document_id, line_id, currency, amount
    from billings

),

final as (

    select
        taxes.as_of,
        taxes.deal_id,
        taxes.event_date,
        taxes.measure,
        taxes.source_system,
        taxes.document_id,
        taxes.line_id,
        cast(
            round(
                taxes.amount * {{ rate_to_deal(
                    'taxes.currency', 'document_rates.document_rate', 'deals.currency',
                    'rates.rate'
                ) }}, 2
            ) as decimal(18, 2)
        ) as amount
    from taxes
    inner join deals
        on taxes.as_of = deals.as_of
        and taxes.deal_id = deals.deal_id
    inner join document_rates
        on taxes.as_of = document_rates.as_of
        and taxes.source_system = document_rates.source_system
        and taxes.document_id = document_rates.document_id
    left join rates
        on deals.currency = rates.currency
        and taxes.event_date = rates.rate_date

)

select * from final
