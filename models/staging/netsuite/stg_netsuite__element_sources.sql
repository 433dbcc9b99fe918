with
elements as (
    select * from {{ ref('base_netsuite__revenueelement') }}
    where quarantine_rule is null and not coalesce(_fivetran_deleted, false)
),

plans as (
    select * from {{ ref('base_netsuite__revenueplan') }}
    where quarantine_rule is null and not coalesce(_fivetran_deleted, false)
),

lines as (
    select * from {{ ref('stg_netsuite__lines') }}
),

opening_contracts as (
    select * from {{ ref('stg_netsuite__opening_contracts') }}
),

-- A forecast plan repeats the actual one and posts nothing.
actual_elements as (
    select createdfrom as element_id
    from plans
    where upper(trim(revenueplantype)) = 'ACTUAL'
    group by createdfrom
),

-- The element names its source line; where it does not, the line names its element.
candidates as (
    select
        elements.id as element_id,
        lines.transaction_id,
        lines.line_id,
        0 as preference
    from elements
    inner join lines
        on elements.referenceid = lines.line_key
    union all
    select
        elements.id as element_id,
        lines.transaction_id,
        lines.line_id,
        1 as preference
    from elements
    inner join lines
        on elements.id = lines.revenue_element_id
    where lines.line_role = 'item'
),

ranked as (
    select
        element_id,
        transaction_id,
        line_id,
        row_number() over (
            partition by element_id
            order by preference, length(transaction_id), transaction_id, length(line_id), line_id
        ) as source_rank
    from candidates
),

final as (
    select
        elements.id as element_id,
        elements.item as item_id,
        elements.entity as source_account_id,
        elements.recognitionaccount as recognition_account_id,
        coalesce(ranked.transaction_id, opening_contracts.opening_id) as source_document_id,
        ranked.line_id as source_line_id,
        actual_elements.element_id is not null as has_actual_plan
    from elements
    left join ranked
        on elements.id = ranked.element_id and ranked.source_rank = 1
    left join actual_elements
        on elements.id = actual_elements.element_id
    left join opening_contracts
        on elements.id = opening_contracts.element_id
)

select * from final
