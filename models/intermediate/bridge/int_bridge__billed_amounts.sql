-- Billed lines in their deal's currency. Where a document is in another currency, the order line
-- that it bills is what was billed (`amount`); the difference to the document at the cross rate of
-- its date is `other_currency_amount`.
with billings as (

    select * from {{ ref('int_events__billings') }}
    where line_kind = 'item'

),

deals as (

    select * from {{ ref('int_bridge__deals') }}

),

orders as (

    select * from {{ ref('int_bridge__order_amounts') }}

),

rates as (

    select * from {{ ref('int_rates__reporting') }}

),

crossed as (

    select
        billings.*,
        deals.currency as deal_currency,
        deals.account_id as deal_account_id,
        deals.ultimate_parent_id as deal_ultimate_parent_id,
        deals.has_rates,
        cast(
            case
                when billings.currency = deals.currency then billings.amount
                else round(
                        billings.amount * cast(
                            case
                                when deals.currency = '{{ var("reporting_currency") }}'
                                    then billings.document_rate
                                else billings.document_rate / rates.rate
                            end as decimal(20, 12)
                        ), 2
                    )
            end as decimal(18, 2)
        ) as document_amount,
        case
            when billings.currency <> deals.currency and billings.document_type = 'invoice'
                then orders.amount
        end as order_line_amount,
        row_number() over (
            partition by
                billings.as_of, billings.source_system, billings.order_document_id,
                billings.order_line_id, billings.currency
            order by billings.event_date, billings.document_id, billings.line_id
        ) as billing_number
    from billings
    inner join deals
        on billings.as_of = deals.as_of
        and billings.deal_id = deals.deal_id
    left join orders
        on billings.as_of = orders.as_of
        and billings.source_system = orders.source_system
        and billings.order_document_id = orders.document_id
        and billings.order_line_id = orders.line_id
    left join rates
        on deals.currency = rates.currency
        and billings.event_date = rates.rate_date

),

final as (

    select
        as_of,
        as_of_date,
        deal_id,
        deal_currency as currency,
        deal_account_id,
        deal_ultimate_parent_id,
        account_id,
        ultimate_parent_id,
        source_system,
        document_id,
        document_type,
        line_id,
        event_date,
        is_booked,
        -- Only the first bill of an order line stands for it.
        case
            when order_line_amount is not null and billing_number = 1 then order_line_amount
            else document_amount
        end as amount,
        document_amount,
        document_amount
        - case
            when order_line_amount is not null and billing_number = 1 then order_line_amount
            else document_amount
        end as other_currency_amount,
        amount as original_amount,
        case when has_rates then document_rate end as document_rate
    from crossed

)

select * from final
