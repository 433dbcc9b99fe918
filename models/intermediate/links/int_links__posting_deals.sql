-- The deals that revenue postings belong to, with what is needed where such a posting is all there
-- is.
with postings as (

    select * from {{ ref('int_events__recognitions') }}

),

final as (

    select
        as_of,
        deal_id,
        min(source_system) as source_system,
        min(document_id) as document_id,
        min(account_id) as account_id,
        min(ultimate_parent_id) as ultimate_parent_id,
        min(currency) as currency,
        min(event_date) as first_posting_date
    from postings
    group by as_of, deal_id

)

select * from final
