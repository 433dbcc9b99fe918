-- booked -> invoiced in both currencies. Every line converts at the deal's booking rate and is
-- rounded once; the two FX lines carry what other rates make of it.
{% set reasons = bridge_lines('booked_to_invoiced') %}
{% set rate_only = bridge_lines('booked_to_invoiced', 'rate_only') %}
{% set reasons_reporting = [] %}
{% for line in reasons + rate_only %}{% do reasons_reporting.append(line ~ '_reporting') %}{% endfor %}
{% set crm_fx_rate = 'booked * cast(booking_rate - crm_rate as decimal(20, 12))' %}
{% set fx_movement = '(invoiced_exact - invoiced * booking_rate)' %}
{% set roundings = [
    ('booked_reporting', 'booked * crm_rate'),
    ('crm_fx_rate_reporting', crm_fx_rate),
    ('fx_movement_reporting', fx_movement),
    ('contract_rounding_reporting', 'contract_rounding * booking_rate'),
] %}
{% for line in reasons %}
    {% do roundings.append((line ~ '_reporting', line ~ ' * booking_rate')) %}
{% endfor %}
with levels as (

    select * from {{ ref('int_bridge__booked_to_invoiced_levels') }}

),

deals as (

    select * from {{ ref('int_bridge__deals') }}

),

documents as (

    select
        as_of,
        deal_id,
        month,
        sum(amount_exact) as amount_exact,
        sum(amount_reporting) as amount_reporting,
        sum(case when amount_reporting <> amount_exact then 1 else 0 end) as rounded_documents
    from {{ ref('int_bridge__billed_documents') }}
    group by as_of, deal_id, month

),

joined as (

    select
        levels.*,
        deals.has_rates,
        deals.booking_rate,
        deals.crm_rate,
        coalesce(sum(documents.amount_exact) over story, 0) as invoiced_exact,
        case
            when deals.has_rates then coalesce(sum(documents.amount_reporting) over story, 0)
        end as invoiced_reporting,
        coalesce(sum(documents.rounded_documents) over story, 0) as rounded_documents
    from levels
    inner join deals
        on levels.as_of = deals.as_of
        and levels.deal_id = deals.deal_id
    left join documents
        on levels.as_of = documents.as_of
        and levels.deal_id = documents.deal_id
        and levels.month = documents.month
    window story as (
        partition by levels.as_of, levels.deal_id
        order by levels.month
        rows between unbounded preceding and current row
    )

),

converted as (

    select
        *,
        round(booked * crm_rate, 2) as booked_reporting,
        {% for line in reasons -%}
        round({{ line }} * booking_rate, 2) as {{ line }}_reporting,
        {% endfor -%}
        cast(0 as decimal(18, 2)) as crm_fx_rate,
        round({{ crm_fx_rate }}, 2) as crm_fx_rate_reporting,
        cast(0 as decimal(18, 2)) as fx_movement,
        case when has_rates then round({{ fx_movement }}, 2) end as fx_movement_reporting,
        rounding as contract_rounding,
        round(rounding * booking_rate, 2) as contract_rounding_reporting
    from joined

),

counted as (

    select
        *,
        rounded_documents + {{ postings_rounded(roundings) }} as rounded_postings
    from converted

),

final as (

    select
        as_of,
        deal_id,
        account_id,
        currency,
        month,
        {% for line in ['booked', 'invoiced'] + reasons + rate_only -%}
        {{ line }},
        {{ line }}_reporting,
        {% endfor -%}
        contract_rounding as rounding,
        invoiced - booked - contract_rounding
        {%- for line in reasons %} - {{ line }}{% endfor %} as unexplained,
        {{ closing_lines(
            'booked_reporting', 'invoiced_reporting',
            reasons_reporting,
            rounding_limit('rounded_postings'),
            '_reporting',
            'contract_rounding_reporting'
        ) }}
    from counted

)

select * from final
