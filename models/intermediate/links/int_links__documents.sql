-- Orders, and what was created from them, as they are known at each as-of. Intercompany documents
-- stay outside; they are counted in source_coverage.
with documents as (

    select * from {{ known(ref('int_conformed__documents')) }} as documents

),

applications as (

    select * from {{ known(ref('int_conformed__applications')) }} as applications

),

records as (

    select * from {{ ref('int_accounts__record_accounts') }}

),

-- A credit that names no invoice follows the one invoice that it was applied to.
applied_credits as (

    select
        as_of,
        source_system,
        settling_document_id as document_id,
        min(settled_document_id) as settled_document_id
    from applications
    where application_kind = 'credit'
    group by as_of, source_system, settling_document_id
    having count(distinct settled_document_id) = 1

),

kept as (

    select
        documents.*,
        coalesce(documents.created_from_document_id, applied_credits.settled_document_id)
            as named_parent_id,
        coalesce(documents.bill_to_source_account_id, documents.source_account_id)
            as billed_source_account_id
    from documents
    left join applied_credits
        on documents.as_of = applied_credits.as_of
        and documents.source_system = applied_credits.source_system
        and documents.document_id = applied_credits.document_id
    where not documents.is_eliminated

),

-- What other documents may be created from; an order is nobody's child.
possible_parents as (

    select
        as_of,
        source_system,
        document_id,
        document_type,
        case when document_type <> 'order' then named_parent_id end as order_id
    from kept
    where document_type in ('order', 'invoice', 'cash_sale')

),

parented as (

    select
        kept.*,
        parents.document_id as parent_document_id,
        coalesce(orders.document_id, parents.document_id, kept.document_id) as root_document_id
    from kept
    left join possible_parents as parents
        on kept.as_of = parents.as_of
        and kept.source_system = parents.source_system
        and kept.named_parent_id = parents.document_id
        and kept.document_id <> parents.document_id
    left join possible_parents as orders
        on parents.as_of = orders.as_of
        and parents.source_system = orders.source_system
        and parents.order_id = orders.document_id
        and orders.document_type = 'order'

),

final as (

    select
        parented.as_of,
        parented.as_of_at,
        parented.as_of_date,
        parented.source_system,
        parented.document_id,
        parented.document_type,
        parented.document_number,
        parented.po_number,
        parented.document_date,
        parented.due_date,
        parented.source_account_id,
        coalesce(records.account_id, 'unassigned') as account_id,
        coalesce(records.ultimate_parent_id, 'unassigned') as ultimate_parent_id,
        parented.currency,
        parented.base_currency,
        parented.exchange_rate,
        parented.document_amount,
        parented.tax_amount,
        parented.deal_ref,
        parented.parent_document_id,
        parented.root_document_id,
        parented.erp_open_amount,
        parented.erp_unused_amount,
        parented.known_from,
        parented.known_to
    from parented
    left join records
        on parented.source_system = records.source_system
        and parented.billed_source_account_id = records.source_account_id

)

select * from final
