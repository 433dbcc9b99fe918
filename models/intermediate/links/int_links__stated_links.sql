-- The deal that a document is tied to by something written down: its own reference, the document
-- it was created from, a number, or (for a root) what the documents created from it all say.
with documents as (

    select * from {{ ref('int_links__documents') }}

),

links as (

    select * from {{ ref('int_links__direct_links') }}
    where candidates = 1

),

ranked as (

    select
        *,
        row_number() over (
            partition by as_of, source_system, document_id order by rule_order
        ) as choice
    from links

),

direct as (

    select
        documents.as_of,
        documents.source_system,
        documents.document_id,
        documents.document_type,
        documents.document_number,
        documents.parent_document_id,
        documents.root_document_id,
        ranked.deal_id,
        ranked.method,
        ranked.evidence
    from documents
    left join ranked
        on documents.as_of = ranked.as_of
        and documents.source_system = ranked.source_system
        and documents.document_id = ranked.document_id
        and ranked.choice = 1

),

-- What hangs below a root and names one deal, and only one, speaks for the root as well.
told_by_children as (

    select
        as_of,
        source_system,
        root_document_id,
        min(deal_id) as deal_id,
        'named by ' || min(document_type) || ' ' || min(document_number) as evidence
    from direct
    where deal_id is not null and document_id <> root_document_id
    group by as_of, source_system, root_document_id
    having count(distinct deal_id) = 1

),

final as (

    select
        direct.as_of,
        direct.source_system,
        direct.document_id,
        direct.document_type,
        direct.root_document_id,
        case
            when direct.method = 'reference' then direct.deal_id
            else coalesce(
                    named_parents.deal_id, roots.deal_id, parents.deal_id, direct.deal_id,
                    told_by_children.deal_id
                )
        end as deal_id,
        case
            when direct.method = 'reference' then 'reference'
            when coalesce(roots.deal_id, parents.deal_id) is not null then 'created_from'
            when direct.method is not null then direct.method
            when told_by_children.deal_id is not null then 'created_from'
        end as method,
        case
            when direct.method = 'reference' then direct.evidence
            when named_parents.deal_id is not null
                then 'created from ' || named_parents.document_number
            when roots.deal_id is not null then 'created from ' || roots.document_number
            when parents.deal_id is not null then 'created from ' || parents.document_number
            else coalesce(direct.evidence, told_by_children.evidence)
        end as evidence
    from direct
    left join direct as parents
        on direct.as_of = parents.as_of
        and direct.source_system = parents.source_system
        and direct.parent_document_id = parents.document_id
    -- What a parent says of itself counts at once; a mere number on it only after its root.
    left join direct as named_parents
        on direct.as_of = named_parents.as_of
        and direct.source_system = named_parents.source_system
        and direct.parent_document_id = named_parents.document_id
        and named_parents.method = 'reference'
    left join direct as roots
        on direct.as_of = roots.as_of
        and direct.source_system = roots.source_system
        and direct.root_document_id = roots.document_id
        and direct.document_id <> roots.document_id
    left join told_by_children
        on direct.as_of = told_by_children.as_of
        and direct.source_system = told_by_children.source_system
        and direct.root_document_id = told_by_children.root_document_id

)

select * from final
