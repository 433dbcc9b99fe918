-- What the history opens with and the extracts do not hold themselves: receivables and contract
-- balances of documents from before var history_starts_on. Each stands for what was billed by then
-- and is still open or unearned, so it is invoiced on the day before.
with documents as (

    select * from {{ ref('int_links__documents') }}
    where document_type in ('opening_receivable', 'opening_contract')

),

links as (

    select * from {{ ref('int_links__document_links') }}
    where document_type = 'opening_contract'

),

rates as (

    select * from {{ ref('int_rates__documents') }}

),

final as (

    select
        documents.as_of,
        documents.as_of_date,
        documents.source_system,
        documents.document_id,
        documents.document_type,
        documents.created_from_document_id as journal_id,
        links.deal_id,
        documents.account_id,
        documents.currency,
        {{ add_days('documents.document_date', -1) }} as event_date,
        documents.document_amount as amount,
        rates.document_rate,
        documents.known_from,
        documents.known_to
    from documents
    inner join rates
        on documents.as_of = rates.as_of
        and documents.source_system = rates.source_system
        and documents.document_id = rates.document_id
    left join links
        on documents.as_of = links.as_of
        and documents.source_system = links.source_system
        and documents.document_id = links.document_id

)

select * from final
