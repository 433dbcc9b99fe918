with deals as (

    select * from {{ ref('int_links__deals') }}

),

final as (

    select
        deal_id,
        crm_system,
        crm_opportunity_id,
        deal_name,
        root_system as erp_system,
        root_document_id as erp_document_id,
        account_id,
        ultimate_parent_id,
        owner_name,
        is_won,
        close_date,
        currency,
        booked_amount,
        link_method,
        cast(link_confidence as decimal(5, 4)) as link_confidence,
        duplicate_of_deal_id
    from deals
    where as_of = 'latest'

)

select * from final
