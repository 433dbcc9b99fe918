-- Every billed line on its deal. Tax says nothing of what it is charged on, so it follows the net
-- lines: each tax line is shared over the deals of its document by their net amounts, to the cent.
with billed_lines as (

    select * from {{ ref('int_events__billed_lines') }}

),

net_amounts as (

    select
        as_of,
        source_system,
        document_id,
        deal_id,
        sum(amount) as gross_amount
    from billed_lines
    where line_kind = 'item'
    group by as_of, source_system, document_id, deal_id

),

shares as (

    select
        *,
        sum(gross_amount) over one_document as document_amount,
        sum(gross_amount) over in_order as running_amount,
        count(*) over one_document as deals_on_document,
        row_number() over in_order as share_number
    from net_amounts
    window
        one_document as (partition by as_of, source_system, document_id),
        in_order as (
            partition by as_of, source_system, document_id
            order by deal_id
            rows between unbounded preceding and current row
        )

),

-- The document whose shares a line takes. A condition on one side of a left join belongs into the
-- value that is compared, or DuckDB compares every row with every row.
lines as (

    select
        *,
        case when line_kind = 'tax' then document_id end as taxed_document_id
    from billed_lines

),

-- With no net line, tax stays on the deal of its document.
final as (

    select
        lines.as_of,
        lines.as_of_date,
        lines.source_system,
        lines.document_id,
        lines.document_type,
        lines.document_number,
        lines.line_id,
        lines.line_kind,
        coalesce(shares.deal_id, lines.deal_id) as deal_id,
        lines.account_id,
        lines.ultimate_parent_id,
        lines.product_id,
        lines.is_booked,
        lines.is_milestone,
        lines.event_date,
        lines.due_date,
        lines.posting_kind,
        lines.has_schedule,
        lines.order_document_id,
        lines.order_line_id,
        lines.created_from_document_id,
        lines.currency,
        {% for amount in ['amount', 'base_amount'] -%}
        case
            when shares.deal_id is null then lines.{{ amount }}
            else {{ share_of('lines.' ~ amount) }}
        end as {{ amount }},
        {% endfor -%}
        lines.document_rate,
        lines.rate_date,
        lines.known_from,
        lines.known_to
    from lines
    left join shares
        on lines.as_of = shares.as_of
        and lines.source_system = shares.source_system
        and lines.taxed_document_id = shares.document_id

)

select * from final
