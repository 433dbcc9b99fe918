with
lines as (
    select * from {{ ref('stg_netsuite__lines') }}
),

order_sources as (
    select * from {{ ref('stg_netsuite__order_sources') }}
),

-- What invoices that still stand have billed of each order line.
final as (
    select
        order_sources.order_document_id,
        order_sources.order_line_id,
        cast(sum(-lines.foreign_amount) as decimal(18, 2)) as billed_amount
    from order_sources
    inner join lines
        on order_sources.transaction_id = lines.transaction_id
        and order_sources.line_id = lines.line_id
    where order_sources.order_line_id is not null and lines.known_to is null and lines.is_posted
    group by
        order_sources.order_document_id,
        order_sources.order_line_id
)

select * from final
