-- Rule 1 and rule 3: what a document says of itself, its explicit reference to a deal or its order
-- or purchase-order number. A rule that finds several deals finds none; the check reports them.
with documents as (

    select * from {{ ref('int_links__documents') }}

),

deals as (

    select * from {{ ref('int_links__crm_deals') }}

),

references_found as (

    select
        documents.as_of,
        documents.source_system,
        documents.document_id,
        deals.deal_id,
        'reference' as method,
        1 as rule_order,
        'names deal ' || documents.deal_ref as evidence
    from documents
    inner join deals
        on documents.as_of = deals.as_of
        and {{ comparable_id('documents.deal_ref') }} = deals.deal_key

),

document_numbers as (

    select
        as_of,
        source_system,
        document_id,
        {{ normalise_reference('document_number') }} as number_key,
        'document number ' || document_number as what
    from documents
    where document_type in ('order', 'invoice', 'cash_sale')

    union all

    select
        as_of,
        source_system,
        document_id,
        {{ normalise_reference('po_number') }} as number_key,
        'purchase order ' || po_number as what
    from documents
    where document_type in ('order', 'invoice', 'cash_sale')

),

numbers_found as (

    select
        document_numbers.as_of,
        document_numbers.source_system,
        document_numbers.document_id,
        deals.deal_id,
        'number' as method,
        3 as rule_order,
        min(document_numbers.what || ' = order number ' || deals.order_number) as evidence
    from document_numbers
    inner join deals
        on document_numbers.as_of = deals.as_of
        and document_numbers.number_key = deals.order_number_key
    group by
        document_numbers.as_of, document_numbers.source_system, document_numbers.document_id,
        deals.deal_id

),

found as (

    select * from references_found
    union all
    select * from numbers_found

),

final as (

    select
        *,
        count(*) over (partition by as_of, source_system, document_id, method) as candidates
    from found

)

select * from final
