-- The account that an order was billed to: that of its first invoice. Revenue on order lines stands
-- there, so that a contract is not torn apart between the buyer and the payer.
with billings as (

    select * from {{ ref('int_events__billings') }}
    where order_document_id is not null

),

ranked as (

    select
        *,
        row_number() over (
            partition by as_of, source_system, order_document_id
            order by event_date, document_id, line_id
        ) as seniority
    from billings

),

final as (

    select
        as_of,
        source_system,
        order_document_id,
        account_id,
        ultimate_parent_id
    from ranked
    where seniority = 1

)

select * from final
