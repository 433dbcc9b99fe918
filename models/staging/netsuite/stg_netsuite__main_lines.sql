with
lines as (
    select * from {{ ref('stg_netsuite__kept_lines') }}
),

documents as (
    select
        transaction as transaction_id,
        max(case when coalesce(mainline, false) then 1 else 0 end) = 1 as has_main_line,
        max(case when coalesce(eliminate, false) then 1 else 0 end) = 1 as is_eliminated
    from lines
    group by transaction
),

headless as (
    select transaction_id from documents
    where not has_main_line
),

-- Only lines that may speak for their document are ranked: a large extract has many more.
speaking as (
    select transaction, id, linesequencenumber, subsidiary, entity, foreignamount
    from lines
    where coalesce(mainline, false)
    union all
    select
        lines.transaction,
        lines.id,
        lines.linesequencenumber,
        lines.subsidiary,
        lines.entity,
        cast(null as decimal(18, 4)) as foreignamount
    from lines
    inner join headless
        on lines.transaction = headless.transaction_id
),

-- A journal may have no main line, or only main lines: the first in a total order speaks for it.
ranked as (
    select
        *,
        row_number() over (
            partition by transaction
            order by coalesce(linesequencenumber, 2147483647), length(id), id
        ) as line_rank
    from speaking
),

origins as (
    select
        transaction,
        createdfrom,
        max(case when coalesce(mainline, false) then 1 else 0 end) as is_main
    from lines
    where createdfrom is not null
    group by
        transaction,
        createdfrom
),

origins_ranked as (
    select
        *,
        row_number() over (
            partition by transaction order by is_main desc, length(createdfrom), createdfrom
        ) as origin_rank
    from origins
),

final as (
    select
        documents.transaction_id,
        ranked.subsidiary as subsidiary_id,
        ranked.entity as entity_id,
        ranked.foreignamount as main_amount,
        origins_ranked.createdfrom as created_from_id,
        documents.is_eliminated
    from documents
    inner join ranked
        on documents.transaction_id = ranked.transaction and ranked.line_rank = 1
    left join origins_ranked
        on documents.transaction_id = origins_ranked.transaction and origins_ranked.origin_rank = 1
)

select * from final
