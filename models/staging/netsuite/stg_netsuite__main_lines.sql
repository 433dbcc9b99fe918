with
lines as (
    select * from {{ ref('stg_netsuite__kept_lines') }}
),

-- A journal may have no main line, or only main lines: the first in a total order speaks for it.
ranked as (
    select
        transaction as transaction_id,
        coalesce(mainline, false) as is_main,
        coalesce(eliminate, false) as is_eliminated,
        subsidiary as subsidiary_id,
        entity as entity_id,
        createdfrom as created_from_id,
        foreignamount as main_amount,
        row_number() over (
            partition by transaction
            order by
                case when coalesce(mainline, false) then 0 else 1 end,
                coalesce(linesequencenumber, 2147483647),
                length(id),
                id
        ) as line_rank,
        row_number() over (
            partition by transaction
            order by
                case when createdfrom is null then 1 else 0 end,
                case when coalesce(mainline, false) then 0 else 1 end,
                length(createdfrom),
                createdfrom
        ) as source_rank
    from lines
),

final as (
    select
        transaction_id,
        max(case when line_rank = 1 then subsidiary_id end) as subsidiary_id,
        max(case when line_rank = 1 then entity_id end) as entity_id,
        max(case when line_rank = 1 and is_main then main_amount end) as main_amount,
        max(case when source_rank = 1 then created_from_id end) as created_from_id,
        max(case when is_eliminated then 1 else 0 end) = 1 as is_eliminated
    from ranked
    group by transaction_id
)

select * from final
