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

kept as (

    select
        *,
        coalesce(bill_to_source_account_id, source_account_id) as billed_source_account_id
    from documents
    where not is_eliminated

),

-- What other documents may be created from; an order is nobody's child.
possible_parents as (

    select
        as_of,
        source_system,
        document_id,
        document_type,
        case when document_type <> 'order' then created_from_document_id end as order_id
    from kept
    where document_type in ('order', 'invoice', 'cash_sale')

),

parents as (

    select
        possible_parents.as_of,
        possible_parents.source_system,
        possible_parents.document_id,
        coalesce(orders.document_id, possible_parents.document_id) as root_document_id
    from possible_parents
    left join possible_parents as orders
        on possible_parents.as_of = orders.as_of
        and possible_parents.source_system = orders.source_system
        and possible_parents.order_id = orders.document_id
        and orders.document_type = 'order'

),

-- A credit that names no document of ours (a return that it was created from says nothing) follows
-- the invoice that it was applied to, or the first of several if they hang below one root.
applied_credits as (

    select
        applications.as_of,
        applications.source_system,
        applications.settling_document_id as document_id,
        min(parents.document_id) as parent_document_id,
        min(parents.root_document_id) as root_document_id
    from applications
    inner join parents
        on applications.as_of = parents.as_of
        and applications.source_system = parents.source_system
        and applications.settled_document_id = parents.document_id
    where applications.application_kind = 'credit'
    group by
        applications.as_of, applications.source_system, applications.settling_document_id
    having count(distinct parents.root_document_id) = 1

),

parented as (

    select
        kept.*,
        coalesce(parents.document_id, applied_credits.parent_document_id) as parent_document_id,
        coalesce(
            parents.root_document_id, applied_credits.root_document_id, kept.document_id
        ) as root_document_id
    from kept
    left join parents
        on kept.as_of = parents.as_of
        and kept.source_system = parents.source_system
        and kept.created_from_document_id = parents.document_id
        and kept.document_id <> parents.document_id
    left join applied_credits
        on kept.as_of = applied_credits.as_of
        and kept.source_system = applied_credits.source_system
        and kept.document_id = applied_credits.document_id

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
        parented.created_from_document_id,
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
