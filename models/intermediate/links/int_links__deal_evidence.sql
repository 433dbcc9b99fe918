-- What documents say of each deal: its first order, its first document and its best link.
with links as (

    select * from {{ ref('int_links__document_links') }}
    where has_crm_deal or document_type <> 'journal'

),

ranked as (

    select
        *,
        row_number() over (
            partition by as_of, deal_id order by confidence desc, method
        ) as choice
    from links

),

final as (

    select
        as_of,
        deal_id,
        min(
            case when document_type = 'order' and document_date <= as_of_date then document_date end
        ) as first_order_date,
        min(case when document_date <= as_of_date then document_date end) as first_document_date,
        max(case when choice = 1 then method end) as link_method,
        max(confidence) as link_confidence
    from ranked
    group by as_of, deal_id

)

select * from final
