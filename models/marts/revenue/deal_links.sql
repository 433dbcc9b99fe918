with links as (

    select * from {{ ref('int_links__document_links') }}

),

postings as (

    select * from {{ ref('int_events__recognitions') }}
    where as_of = 'latest' and is_manual and document_type = 'journal'

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

    union all

    -- Of the journals those count that post revenue by hand.
    select
        postings.deal_id,
        postings.source_system,
        'journal' as document_type,
        postings.document_id,
        min(links.document_number) as document_number,
        case when max(links.method) = 'reference' then 'reference' else 'none' end as method,
        max(links.confidence) as confidence,
        min(links.evidence) as evidence
    from postings
    inner join links
        on postings.source_system = links.source_system
        and postings.document_id = links.document_id
        and links.as_of = 'latest'
    group by postings.deal_id, postings.source_system, postings.document_id

)

select * from final
