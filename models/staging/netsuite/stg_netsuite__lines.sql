with
lines as (
    select * from {{ ref('stg_netsuite__kept_lines') }}
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

posted_lines as (
    select * from {{ ref('stg_netsuite__posted_lines') }}
),

-- Only a line that the source does not number is numbered here, by its id.
places as (
    select
        transaction,
        id,
        row_number() over (partition by transaction order by length(id), id) as place
    from lines
    where linesequencenumber is null
),

joined as (
    select
        lines.*,
        coalesce(lines.linesequencenumber, places.place) as line_number,
        transactions.transaction_type,
        transactions.document_type,
        transactions.exchange_rate,
        transactions.source_account_id,
        transactions.known_from,
        transactions.known_to,
        posted_lines.account_kind,
        posted_lines.account_type,
        posted_lines.base_amount,
        posted_lines.line_id is not null as is_posted,
        coalesce(
            lines.foreignamount,
            case when transactions.exchange_rate = 1 then lines.netamount end
        ) as foreign_amount
    from lines
    inner join transactions
        on lines.transaction = transactions.transaction_id
    left join posted_lines
        on lines.transaction = posted_lines.transaction_id and lines.id = posted_lines.line_id
    left join places
        on lines.transaction = places.transaction and lines.id = places.id
),

final as (
    select
        transaction as transaction_id,
        id as line_id,
        uniquekey as line_key,
        line_number,
        transaction_type,
        document_type,
        -- Subtotals and groups repeat other lines; a hidden row counts where it posts.
        case
            when coalesce(mainline, false) then 'main'
            when coalesce(iscogs, false) then 'cost'
            when upper(coalesce(accountinglinetype, '')) in ('COGS', 'ASSET') then 'cost'
            when coalesce(taxline, false) then 'tax'
            -- A realised exchange difference exists in the books' currency alone.
            when coalesce(isfxvariance, false) or (item is null and foreign_amount = 0)
                then 'exchange'
            when itemtype in ('Subtotal', 'Group', 'EndGroup', 'Description') then 'display'
            when coalesce(donotdisplayline, false) and not is_posted then 'display'
            else 'item'
        end as line_role,
        item as item_id,
        coalesce(entity, source_account_id) as source_account_id,
        createdfrom as created_from_id,
        foreign_amount,
        quantity,
        quantitybilled as billed_quantity,
        coalesce(isclosed, false) as is_closed,
        closedate as closed_date,
        expectedshipdate as expected_ship_date,
        linelastmodifieddate as last_modified_at,
        revenueelement as revenue_element_id,
        account_kind,
        account_type,
        base_amount,
        is_posted,
        known_from,
        known_to
    from joined
)

select * from final
