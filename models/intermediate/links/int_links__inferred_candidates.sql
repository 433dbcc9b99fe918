-- Rule 4, for what nothing written ties together: a won deal and an order (or an invoice without
-- one) of the same account family, currency and amount, dated within the window after the win. Both
-- sides count what is booked and invoiced by us, gross where the CRM's amounts are gross.
with stated as (

    select * from {{ ref('int_links__stated_links') }}

),

documents as (

    select * from {{ ref('int_links__documents') }}
    where document_type in ('order', 'invoice', 'cash_sale')

),

deals as (

    select * from {{ ref('int_links__crm_deals') }}
    where is_won and ultimate_parent_id <> 'unassigned'

),

repeats as (

    select * from {{ ref('int_links__repeats') }}

),

products as (

    select * from {{ ref('int_products__record_products') }}

),

lines as (

    select as_of, source_system, document_id, source_product_id, line_amount
    from {{ known(ref('int_conformed__order_lines')) }} as order_lines
    union all
    select as_of, source_system, document_id, source_product_id, line_amount
    from {{ known(ref('int_conformed__billing_lines')) }} as billing_lines
    where line_kind = 'item'

),

free_documents as (

    select documents.*
    from documents
    inner join stated
        on documents.as_of = stated.as_of
        and documents.source_system = stated.source_system
        and documents.document_id = stated.document_id
    where stated.deal_id is null and documents.document_id = documents.root_document_id

),

compared_amounts as (

    select
        free_documents.as_of,
        free_documents.source_system,
        free_documents.document_id,
        sum(lines.line_amount)
        + case
            when {{ '1 = 1' if var('crm_amounts_include_tax') else '1 = 0' }}
                then coalesce(max(free_documents.tax_amount), 0)
            else 0
        end as compared_amount
    from free_documents
    inner join lines
        on free_documents.as_of = lines.as_of
        and free_documents.source_system = lines.source_system
        and free_documents.document_id = lines.document_id
    left join products
        on lines.source_system = products.source_system
        and lines.source_product_id = products.source_product_id
    where coalesce(products.is_booked, true) and coalesce(products.is_invoiced, true)
    group by
        free_documents.as_of, free_documents.source_system, free_documents.document_id

),

taken_deals as (

    select as_of, deal_id from stated
    where deal_id is not null
    union
    select as_of, deal_id from repeats

),

free_deals as (

    select deals.*
    from deals
    left join taken_deals
        on deals.as_of = taken_deals.as_of
        and deals.deal_id = taken_deals.deal_id
    where taken_deals.deal_id is null

),

matched as (

    select
        free_documents.as_of,
        free_documents.source_system,
        free_documents.document_id,
        free_documents.document_number,
        free_deals.deal_id,
        free_deals.source_deal_id,
        compared_amounts.compared_amount,
        free_deals.currency,
        free_deals.close_date,
        free_documents.document_date
    from free_documents
    inner join compared_amounts
        on free_documents.as_of = compared_amounts.as_of
        and free_documents.source_system = compared_amounts.source_system
        and free_documents.document_id = compared_amounts.document_id
    inner join free_deals
        on free_documents.as_of = free_deals.as_of
        and free_documents.ultimate_parent_id = free_deals.ultimate_parent_id
        and free_documents.currency = free_deals.currency
        and compared_amounts.compared_amount
        = free_deals.booked_amount - free_deals.not_invoiced_amount
        and free_documents.document_date >= free_deals.close_date
        and free_documents.document_date
        <= {{ add_days('free_deals.close_date', var('inferred_link_window_days')) }}

),

final as (

    select
        *,
        count(*) over (partition by as_of, source_system, document_id) as deals_found,
        count(*) over (partition by as_of, deal_id) as documents_found
    from matched

)

select * from final
