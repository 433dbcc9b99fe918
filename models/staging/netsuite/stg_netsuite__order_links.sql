with
links as (
    select * from {{ ref('base_netsuite__nexttransactionlinelink') }}
    where
        quarantine_rule is null
        and linktype = 'OrdBill'
        and not coalesce(_fivetran_deleted, false)
),

-- An invoice line may bill several order lines: it keeps one, so that it is never counted twice.
ranked as (
    select
        nextdoc as transaction_id,
        nextline as line_id,
        previousdoc as order_id,
        previousline as order_line_id,
        row_number() over (
            partition by nextdoc, nextline
            order by length(previousdoc), previousdoc, length(previousline), previousline
        ) as link_rank
    from links
),

final as (
    select
        transaction_id,
        line_id,
        order_id,
        order_line_id
    from ranked
    where link_rank = 1
)

select * from final
