-- Drilling down ends where the bridge starts: the events of each measure are, per deal, account,
-- month and currency, the `from` and `to` lines of the steps, and the tax and the unapplied lines.
-- A step that needs a system which is switched off is not there to end in. What events and opening
-- items before the history (var history_starts_on) add up to, `from` less `to`, is its opening
-- balance; tax is a reason line, so that of earlier months stands in the first one.
{% set measures = {
    'booked': ["'booked'", 'booked_to_invoiced', "'booked'"],
    'invoiced': ["'invoiced', 'credited'", 'invoiced_to_recognised', "'invoiced'"],
    'recognised': ["'recognised'", 'invoiced_to_recognised', "'recognised'"],
    'collected': ["'collected', 'refunded'", 'invoiced_to_collected', "'collected'"],
    'tax': ["'taxed'", 'invoiced_to_collected', "'sales_tax'"],
} %}
{% set openings = {
    'booked_to_invoiced': ["'booked'", "'invoiced', 'credited'"],
    'invoiced_to_recognised': ["'invoiced', 'credited'", "'recognised'"],
    'invoiced_to_collected': ["'invoiced', 'credited'", "'collected', 'refunded'"],
} %}
with events as (

    select
        *,
        {{ in_history('event_date') }} as is_in_history,
        {{ month_of('event_date') }} as month
    from {{ ref('revenue_events') }}

),

bridge as (

    select * from {{ ref('revenue_bridge') }}
    where as_of = 'latest'

),

opening_items as (

    select * from {{ ref('int_events__openings') }}
    where as_of = 'latest'

),

-- The first step stands in the deal's currency, whatever its documents are in.
mixed_deals as (

    select deal_id
    from events
    where event_type in ('booked', 'invoiced', 'credited', 'ordered')
    group by deal_id
    having min(currency) <> max(currency)

),

united as (

    {% for measure, (event_types, step, lines) in measures.items() -%}
    select
        '{{ measure }}' as measure,
        deal_id,
        account_id,
        {% if measure == 'tax' -%}
        case when is_in_history then month else {{ history_date() }} end as month,
        {%- else -%}
        month,
        {%- endif %}
        currency,
        amount as event_amount,
        0 as bridge_amount
    from events
    where
        event_type in ({{ event_types }})
        {% if measure != 'tax' -%}
        and is_in_history
        {%- endif %}
        {% if step == 'booked_to_invoiced' -%}
        and {{ is_supplied(['deals', 'billing_lines']) }}
        {%- else -%}
        and {{ is_supplied(['billing_lines']) }}
        {%- endif %}
    union all
    select '{{ measure }}', deal_id, account_id, month, currency, 0, amount
    from bridge
    where step = '{{ step }}' and line in ({{ lines }})
    union all
    {% endfor %}
    {% for step, (from_types, to_types) in openings.items() -%}
    select
        'opening of {{ step }}', deal_id, account_id, {{ history_date() }}, currency,
        case when event_type in ({{ to_types }}) then -amount else amount end, 0
    from events
    where
        not is_in_history
        and event_type in ({{ from_types }}, {{ to_types }})
        {% if step == 'booked_to_invoiced' -%}
        and {{ is_supplied(['deals', 'billing_lines']) }}
        {%- else -%}
        and {{ is_supplied(['billing_lines']) }}
        {%- endif %}
    union all
    select 'opening of {{ step }}', deal_id, account_id, month, currency, 0, amount
    from bridge
    where step = '{{ step }}' and line = 'opening_balance'
    union all
    {% endfor %}
    select
        case document_type
            when 'opening_contract' then 'opening of invoiced_to_recognised'
            else 'opening of invoiced_to_collected'
        end,
        deal_id, account_id, {{ history_date() }}, currency, amount, 0
    from opening_items

),

summed as (

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

)

select summed.*
from summed
left join mixed_deals
    on summed.deal_id = mixed_deals.deal_id
where mixed_deals.deal_id is null or summed.measure <> 'opening of booked_to_invoiced'
