-- Documents that name a deal which the CRM does not have (or has deleted).
with documents as (

    select * from {{ ref('int_links__documents') }}
    where as_of = 'latest' and nullif(trim(deal_ref), '') is not null

),

links as (

    select * from {{ ref('int_links__document_links') }}
    where as_of = 'latest'

),

direct as (

    select
        source_system,
        document_id
    from {{ ref('int_links__direct_links') }}
    where as_of = 'latest' and method = 'reference'
    group by source_system, document_id

),

final as (

    select
        'unknown_reference' as rule,
        documents.document_type as entity,
        documents.source_system,
        documents.document_id as source_record_id,
        links.deal_id,
        documents.account_id,
        'unassigned' as owner_name,
        cast(null as decimal(18, 2)) as amount_reporting,
        documents.document_date as since_date,
        documents.document_type || ' ' || coalesce(documents.document_number, '') || ' names deal '
        || documents.deal_ref || ', which does not exist' as detail
    from documents
    left join direct
        on documents.source_system = direct.source_system
        and documents.document_id = direct.document_id
    left join links
        on documents.source_system = links.source_system
        and documents.document_id = links.document_id
    where direct.document_id is null and {{ is_supplied(['deals']) }}

)

select * from final
