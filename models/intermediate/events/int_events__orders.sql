-- Every order line with the day from which it should be billed. Lines of products that are never
-- invoiced or never booked are not counted. Amounts stand in the order's and in the deal's
-- currency.
with lines as (

    select * from {{ known(ref('int_conformed__order_lines')) }} as lines

),

links as (

    select * from {{ ref('int_links__document_links') }}
    where document_type = 'order'

),

crm_deals as (

    select * from {{ ref('int_links__crm_deals') }}

),

document_deals as (

    select * from {{ ref('int_links__document_deals') }}

),

deliveries as (

    select * from {{ ref('int_links__deliveries') }}

),

products as (

    select * from {{ ref('int_products__record_products') }}

),

document_rates as (

    select * from {{ ref('int_rates__documents') }}

),

rates as (

    select * from {{ ref('int_rates__reporting') }}

),

joined as (

    select
        lines.as_of,
        links.as_of_date,
        lines.source_system,
        lines.document_id,
        links.document_number,
        lines.line_id,
        lines.line_number,
        links.deal_id,
        links.account_id,
        links.ultimate_parent_id,
        products.product_id,
        coalesce(products.is_booked, true) and coalesce(products.is_invoiced, true) as is_counted,
        links.document_date as event_date,
        lines.billing_date,
        case
            when lines.billing_date is not null then lines.billing_date
            when coalesce(products.recognition_method, '') = 'milestone'
                and {{ is_supplied(['projects']) }}
                then deliveries.live_date
            else links.document_date
        end as planned_date,
        lines.cancelled_date,
        lines.cancelled_amount,
        lines.line_amount as amount,
        lines.erp_unbilled_amount,
        links.currency,
        coalesce(crm_deals.currency, document_deals.currency, links.currency) as deal_currency,
        document_rates.document_rate,
        document_rates.rate_date,
        greatest(lines.known_from, links.known_from) as known_from,
        links.known_to
    from lines
    inner join links
        on lines.as_of = links.as_of
        and lines.source_system = links.source_system
        and lines.document_id = links.document_id
    inner join document_rates
        on lines.as_of = document_rates.as_of
        and lines.source_system = document_rates.source_system
        and lines.document_id = document_rates.document_id
    left join crm_deals
        on links.as_of = crm_deals.as_of
        and links.deal_id = crm_deals.deal_id
    left join document_deals
        on links.as_of = document_deals.as_of
        and links.deal_id = document_deals.deal_id
    left join deliveries
        on links.as_of = deliveries.as_of
        and links.deal_id = deliveries.deal_id
    left join products
        on lines.source_system = products.source_system
        and lines.source_product_id = products.source_product_id
    where links.document_date <= links.as_of_date

),

final as (

    select
        joined.*,
        case
            when joined.planned_date < joined.event_date then joined.event_date
            else joined.planned_date
        end as due_date,
        {{ rate_to_deal(
            'joined.currency', 'joined.document_rate', 'joined.deal_currency', 'rates.rate'
        ) }} as rate_to_deal
    from joined
    left join rates
        on joined.deal_currency = rates.currency
        and joined.event_date = rates.rate_date

)

select * from final
