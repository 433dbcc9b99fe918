-- The one deal of each document that carries money: of the CRM (a repeat's survivor), else its own.
with known_documents as (

    select * from {{ ref('int_links__documents') }}

),

postings as (

    select * from {{ known(ref('int_conformed__revenue_postings')) }} as postings

),

stated as (

    select * from {{ ref('int_links__stated_links') }}

),

inferred as (

    select * from {{ ref('int_links__inferred_candidates') }}
    where deals_found = 1 and documents_found = 1

),

repeats as (

    select * from {{ ref('int_links__repeats') }}

),

-- Cash has no deal of its own: it follows the invoice that it is applied to. Only where income is
-- posted beside it (a journal between bank, receivables and income) does it count as a journal too.
cash_with_income as (

    select
        known_documents.as_of,
        known_documents.source_system,
        known_documents.document_id
    from known_documents
    inner join postings
        on known_documents.as_of = postings.as_of
        and known_documents.source_system = postings.source_system
        and known_documents.document_id = postings.document_id
    where known_documents.document_type in ('payment', 'refund')
    group by known_documents.as_of, known_documents.source_system, known_documents.document_id

),

documents as (

    select
        known_documents.*,
        case
            when cash_with_income.document_id is null then known_documents.document_type
            else 'journal'
        end as linked_type
    from known_documents
    left join cash_with_income
        on known_documents.as_of = cash_with_income.as_of
        and known_documents.source_system = cash_with_income.source_system
        and known_documents.document_id = cash_with_income.document_id
    where
        known_documents.document_type in (
            'order', 'invoice', 'credit_memo', 'cash_sale', 'cash_refund', 'journal',
            'opening_contract'
        )
        or cash_with_income.document_id is not null

),

joined as (

    select
        documents.*,
        coalesce(stated.deal_id, inferred.deal_id) as named_deal_id,
        case
            when stated.deal_id is not null then stated.method
            when inferred.deal_id is null then 'none'
            when documents.document_id = documents.root_document_id then 'inferred'
            else 'created_from'
        end as method,
        case
            when stated.deal_id is not null then stated.evidence
            when inferred.deal_id is not null
                then 'same family, ' || inferred.currency || ' '
                    || cast(inferred.compared_amount as varchar) || ', ' || inferred.document_number
                    || ' within {{ var("inferred_link_window_days") }} days of the win'
            else 'no reference, order or number names a deal'
        end as evidence
    from documents
    left join stated
        on documents.as_of = stated.as_of
        and documents.source_system = stated.source_system
        and documents.document_id = stated.document_id
    left join inferred
        on documents.as_of = inferred.as_of
        and documents.source_system = inferred.source_system
        and documents.root_document_id = inferred.document_id

),

final as (

    select
        joined.as_of,
        joined.as_of_date,
        joined.source_system,
        joined.document_id,
        joined.linked_type as document_type,
        joined.document_number,
        joined.document_date,
        joined.due_date,
        joined.root_document_id,
        joined.parent_document_id,
        joined.account_id,
        joined.ultimate_parent_id,
        joined.currency,
        joined.base_currency,
        joined.exchange_rate,
        joined.document_amount,
        joined.tax_amount,
        joined.known_from,
        joined.known_to,
        coalesce(
            repeats.duplicate_of_deal_id, joined.named_deal_id,
            {{ surrogate_id(["'deal'", "joined.source_system", "joined.root_document_id"]) }}
        ) as deal_id,
        joined.named_deal_id,
        joined.named_deal_id is not null as has_crm_deal,
        joined.method,
        cast(
            case joined.method
                when 'reference' then 1.0
                when 'created_from' then 0.99
                when 'number' then 0.95
                when 'inferred' then 0.7
                else 0
            end as decimal(5, 4)
        ) as confidence,
        joined.evidence
    from joined
    left join repeats
        on joined.as_of = repeats.as_of
        and joined.named_deal_id = repeats.deal_id

)

select * from final
