-- The deals that documents form when nothing in the CRM explains them: one per root document, at
-- the account that it was billed to.
with links as (

    select * from {{ ref('int_links__document_links') }}
    where not has_crm_deal and document_type <> 'journal'

),

roots as (

    select
        *,
        row_number() over (
            partition by as_of, deal_id
            order by
                case when document_id = root_document_id then 0 else 1 end, document_date,
                document_id
        ) as seniority
    from links

),

final as (

    select
        as_of,
        as_of_date,
        deal_id,
        source_system,
        document_id as root_document_id,
        document_number,
        account_id,
        ultimate_parent_id,
        currency
    from roots
    where seniority = 1

)

select * from final
