-- B = R + DR + UB: where no quality, definition, adjustment or rounding line stands in between,
-- what was booked (or opened the history) is recognised, or a net contract liability, or still to
-- be invoiced.
{% set backlog = "'awaiting_order', 'scheduled_billing', 'awaiting_invoice'" %}
{% set contract = "'deferred_revenue', 'awaiting_delivery', 'unbilled_revenue'" %}
with bridge as (

    select * from {{ ref('revenue_bridge') }}
    where step in ('booked_to_invoiced', 'invoiced_to_recognised')

),

-- What was billed to related accounts nets out within the deal.
changes as (

    select
        as_of,
        deal_id,
        month,
        sum(case when line in ('booked', 'opening_balance') then amount else 0 end) as booked,
        sum(case when line = 'recognised' then amount else 0 end) as recognised,
        sum(case when line in ({{ backlog }}) then -amount else 0 end) as backlog,
        sum(case when line in ({{ contract }}) then -amount else 0 end) as net_liability
    from bridge
    group by as_of, deal_id, month

),

others as (

    select
        as_of,
        deal_id
    from bridge
    where
        line_type = 'reason'
        and line not in (
            {{ backlog }}, {{ contract }}, 'opening_balance', 'billed_to_related_account',
            'crm_fx_rate', 'fx_movement'
        )
        and amount <> 0
    group by as_of, deal_id

),

mixed as (

    select
        as_of,
        deal_id
    from bridge
    group by as_of, deal_id
    having min(currency) <> max(currency)

),

levels as (

    select
        changes.as_of,
        changes.deal_id,
        changes.month,
        sum(changes.booked) over story as booked,
        sum(changes.recognised) over story as recognised,
        sum(changes.backlog) over story as backlog,
        sum(changes.net_liability) over story as net_liability
    from changes
    left join others
        on changes.as_of = others.as_of
        and changes.deal_id = others.deal_id
    left join mixed
        on changes.as_of = mixed.as_of
        and changes.deal_id = mixed.deal_id
    where others.deal_id is null and mixed.deal_id is null
    window story as (
        partition by changes.as_of, changes.deal_id
        order by changes.month
        rows between unbounded preceding and current row
    )

)

select * from levels
where booked <> recognised + net_liability + backlog or backlog < 0
