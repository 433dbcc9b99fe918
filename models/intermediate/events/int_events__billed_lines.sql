-- Every line of an invoice, credit or cash sale with its deal, its account and its rate. A credit
-- on a bad-debt item is a write-off, not a billing: it stays out here and enters as a settlement.
with lines as (

    select * from {{ known(ref('int_conformed__billing_lines')) }} as lines

),

links as (

    select * from {{ ref('int_links__document_links') }}

),

rates as (

    select * from {{ ref('int_rates__documents') }}

),

products as (

    select * from {{ ref('int_products__record_products') }}

),

write_off_documents as (

    select
        lines.as_of,
        lines.source_system,
        lines.document_id
    from lines
    inner join links
        on lines.as_of = links.as_of
        and lines.source_system = links.source_system
        and lines.document_id = links.document_id
    where lines.posting_kind = 'bad_debt' and links.document_type = 'credit_memo'
    group by lines.as_of, lines.source_system, lines.document_id

),

final as (

    select
        lines.as_of,
        links.as_of_date,
        lines.source_system,
        lines.document_id,
        links.document_type,
        links.document_number,
        lines.line_id,
        lines.line_kind,
        -- A line billed from another order than its document's follows that order's deal.
        case
            when links.method = 'reference' then links.deal_id
            else coalesce(order_links.deal_id, source_links.deal_id, links.deal_id)
        end as deal_id,
        links.account_id,
        links.ultimate_parent_id,
        products.product_id,
        coalesce(products.is_booked, true) as is_booked,
        coalesce(products.recognition_method, '') = 'milestone' as is_milestone,
        links.document_date as event_date,
        links.due_date,
        lines.posting_kind,
        coalesce(lines.has_schedule, false) as has_schedule,
        lines.order_document_id,
        lines.order_line_id,
        lines.created_from_document_id,
        links.currency,
        lines.line_amount as amount,
        lines.base_amount,
        rates.document_rate,
        rates.rate_date,
        greatest(lines.known_from, links.known_from) as known_from,
        links.known_to
    from lines
    inner join links
        on lines.as_of = links.as_of
        and lines.source_system = links.source_system
        and lines.document_id = links.document_id
    inner join rates
        on lines.as_of = rates.as_of
        and lines.source_system = rates.source_system
        and lines.document_id = rates.document_id
    left join write_off_documents
        on lines.as_of = write_off_documents.as_of
        and lines.source_system = write_off_documents.source_system
        and lines.document_id = write_off_documents.document_id
    left join links as order_links
        on lines.as_of = order_links.as_of
        and lines.source_system = order_links.source_system
        and lines.order_document_id = order_links.document_id
    left join links as source_links
        on lines.as_of = source_links.as_of
        and lines.source_system = source_links.source_system
        and lines.created_from_document_id = source_links.document_id
    left join products
        on lines.source_system = products.source_system
        and lines.source_product_id = products.source_product_id
    where
        links.document_type in ('invoice', 'credit_memo', 'cash_sale', 'cash_refund')
        and links.document_date <= links.as_of_date
        and write_off_documents.document_id is null

)

select * from final
