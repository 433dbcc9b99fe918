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

-- With no net line, tax stays on the deal of its document.
final as (

    select
        billed_lines.as_of,
        billed_lines.as_of_date,
        billed_lines.source_system,
        billed_lines.document_id,
        billed_lines.document_type,
        billed_lines.document_number,
        billed_lines.line_id,
        billed_lines.line_kind,
        coalesce(shares.deal_id, billed_lines.deal_id) as deal_id,
        billed_lines.account_id,
        billed_lines.ultimate_parent_id,
        billed_lines.product_id,
        billed_lines.is_booked,
        billed_lines.is_milestone,
        billed_lines.event_date,
        billed_lines.due_date,
        billed_lines.posting_kind,
        billed_lines.has_schedule,
        billed_lines.order_document_id,
        billed_lines.order_line_id,
        billed_lines.created_from_document_id,
        billed_lines.currency,
        {% for amount in ['amount', 'base_amount'] -%}
        case
            when shares.deal_id is null then billed_lines.{{ amount }}
            else {{ share_of('billed_lines.' ~ amount) }}
        end as {{ amount }},
        {% endfor -%}
        billed_lines.document_rate,
        billed_lines.rate_date,
        billed_lines.known_from,
        billed_lines.known_to
    from billed_lines
    left join shares
        on billed_lines.as_of = shares.as_of
        and billed_lines.source_system = shares.source_system
        and billed_lines.document_id = shares.document_id
        and billed_lines.line_kind = 'tax'

)

select * from final
