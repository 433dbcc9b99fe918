with links as (

    select * from {{ ref('int_links__document_links') }}

),

final as (

    select
        deal_id,
        source_system,
        document_type,
        document_id,
        document_number,
        method,
        confidence,
        evidence
    from links
    where as_of = 'latest' and document_type <> 'journal'

)

select * from final
