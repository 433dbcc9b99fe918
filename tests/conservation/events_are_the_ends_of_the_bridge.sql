-- Drilling down ends where the bridge starts: the events of each measure are, per deal, account,
-- month and currency, the `from` and `to` lines of the steps, and the tax and the unapplied lines.
-- A step that needs a system which is switched off is not there to end in.
{% set measures = {
    'booked': ["'booked'", 'booked_to_invoiced', "'booked'"],
    'invoiced': ["'invoiced', 'credited'", 'invoiced_to_recognised', "'invoiced'"],
    'recognised': ["'recognised'", 'invoiced_to_recognised', "'recognised'"],
    'collected': ["'collected', 'refunded'", 'invoiced_to_collected', "'collected'"],
    'tax': ["'taxed'", 'invoiced_to_collected', "'sales_tax'"],
} %}
with events as (

    select
        *,
        {{ month_of('event_date') }} as month
    from {{ ref('revenue_events') }}

),

bridge as (

    select * from {{ ref('revenue_bridge') }}
    where as_of = 'latest'

),

united as (

    {% for measure, (event_types, step, lines) in measures.items() -%}
    select
        '{{ measure }}' as measure,
        deal_id,
        account_id,
        month,
        currency,
        amount as event_amount,
        0 as bridge_amount
    from events
    where
        event_type in ({{ event_types }})
        {% if step == 'booked_to_invoiced' -%}
        and {{ is_supplied(['deals', 'billing_lines']) }}
        {%- else -%}
        and {{ is_supplied(['billing_lines']) }}
        {%- endif %}
    union all
    select '{{ measure }}', deal_id, account_id, month, currency, 0, amount
    from bridge
    where step = '{{ step }}' and line in ({{ lines }})
    {{ "union all" if not loop.last }}
    {% endfor %}

)

select
    measure,
    deal_id,
    account_id,
    month,
    currency,
    sum(event_amount) as event_amount,
    sum(bridge_amount) as bridge_amount
from united
group by measure, deal_id, account_id, month, currency
having sum(event_amount) <> sum(bridge_amount)
