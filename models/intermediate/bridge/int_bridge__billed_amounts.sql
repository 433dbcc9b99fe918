-- Billed lines in their deal's currency. Where a document is in another currency, the part of the
-- order line that it bills is what was billed (`amount`); the difference to the document at the
-- cross rate of its date is `other_currency_amount`.
with billings as (

    select * from {{ ref('int_events__billings') }}
    where line_kind = 'item'

),

deals as (

    select * from {{ ref('int_bridge__deals') }}

),

rates as (

    select * from {{ ref('int_rates__reporting') }}

),

bills as (

    select * from {{ ref('int_bridge__order_line_bills') }}

),

crossed as (

    select
        billings.*,
        deals.currency as deal_currency,
        deals.account_id as deal_account_id,
        deals.ultimate_parent_id as deal_ultimate_parent_id,
        deals.has_rates,
        cast(
            round(
                billings.amount * {{ rate_to_deal(
                    'billings.currency', 'billings.document_rate', 'deals.currency', 'rates.rate'
                ) }}, 2
            ) as decimal(18, 2)
        ) as document_amount
    from billings
    inner join deals
        on billings.as_of = deals.as_of
        and billings.deal_id = deals.deal_id
    left join rates
        on deals.currency = rates.currency
        and billings.event_date = rates.rate_date

),

final as (

    select
        crossed.as_of,
        crossed.as_of_date,
        crossed.deal_id,
        crossed.deal_currency as currency,
        crossed.deal_account_id,
        crossed.deal_ultimate_parent_id,
        crossed.account_id,
        crossed.ultimate_parent_id,
        crossed.source_system,
        crossed.document_id,
        crossed.document_type,
        crossed.line_id,
        crossed.order_document_id,
        crossed.order_line_id,
        crossed.event_date,
        crossed.is_booked,
        coalesce(bills.amount, crossed.document_amount) as amount,
        crossed.document_amount,
        crossed.document_amount - coalesce(bills.amount, crossed.document_amount)
            as other_currency_amount,
        crossed.amount as original_amount,
        case when crossed.has_rates then crossed.document_rate end as document_rate
    from crossed
    left join bills
        on crossed.as_of = bills.as_of
        and crossed.source_system = bills.source_system
        and crossed.document_id = bills.document_id
        and crossed.line_id = bills.line_id

)

select * from final
