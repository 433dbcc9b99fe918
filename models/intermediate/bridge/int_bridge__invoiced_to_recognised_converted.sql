-- invoiced -> recognised in both currencies. Lines convert at the deal's booking rate; what
-- documents and postings convert at instead is `fx_movement`.
{% set reasons = bridge_lines('invoiced_to_recognised') %}
{% set reasons_reporting = [] %}
{% for line in reasons + ['fx_movement'] %}{% do reasons_reporting.append(line ~ '_reporting') %}{% endfor %}
{% set fx_movement %}
    (recognised_exact - recognised * booking_rate) - (invoiced_exact - invoiced * booking_rate)
{% endset %}
{% set roundings = [('fx_movement_reporting', '(' ~ fx_movement ~ ')')] %}
{% for line in reasons %}
    {% do roundings.append((line ~ '_reporting', line ~ ' * booking_rate')) %}
{% endfor %}
with levels as (

    select * from {{ ref('int_bridge__invoiced_to_recognised_levels') }}

),

deals as (

    select * from {{ ref('int_bridge__deals') }}

),

rates as (

    select * from {{ ref('int_rates__reporting') }}

),

rated as (

    select
        levels.*,
        deals.has_rates,
        case
            when not deals.has_rates then null
            when levels.currency = '{{ var("reporting_currency") }}'
                then cast(1 as decimal(20, 12))
            else rates.rate
        end as booking_rate
    from levels
    inner join deals
        on levels.as_of = deals.as_of
        and levels.deal_id = deals.deal_id
    left join rates
        on levels.currency = rates.currency
        and deals.booking_date = rates.rate_date

),

converted as (

    select
        as_of,
        deal_id,
        account_id,
        currency,
        month,
        invoiced,
        recognised,
        rounded_documents,
        booking_rate,
        invoiced_exact,
        recognised_exact,
        case when has_rates then invoiced_reporting end as invoiced_reporting,
        case when has_rates then recognised_reporting end as recognised_reporting,
        {% for line in reasons -%}
        {{ line }},
        round({{ line }} * booking_rate, 2) as {{ line }}_reporting,
        {% endfor -%}
        cast(0 as decimal(18, 2)) as fx_movement,
        round({{ fx_movement }}, 2) as fx_movement_reporting
    from rated

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
        {% for line in ['invoiced', 'recognised', 'fx_movement'] + reasons -%}
        {{ line }},
        {{ line }}_reporting,
        {% endfor -%}
        cast(0 as decimal(18, 2)) as rounding,
        recognised - invoiced
        {%- for line in reasons %} - {{ line }}{% endfor %} as unexplained,
        {{ closing_lines(
            'invoiced_reporting', 'recognised_reporting', reasons_reporting,
            rounding_limit('rounded_postings'), '_reporting'
        ) }}
    from counted

)

select * from final
