-- invoiced -> collected: the to-date level of every line in both currencies. Nothing here depends
-- on anything but running totals.
{% set reasons = bridge_lines('invoiced_to_collected') + ['fx_settlement'] %}
{% set reasons_reporting = [] %}
{% set roundings = [] %}
{% for line in reasons %}
    {% do reasons_reporting.append(line ~ '_reporting') %}
    {% do roundings.append(('round(' ~ line ~ '_exact, 2)', line ~ '_exact')) %}
{% endfor %}
with events as (

    select * from {{ ref('int_bridge__collection_events') }}

),

deals as (

    select * from {{ ref('int_bridge__deals') }}

),

monthly as (

    select
        as_of,
        deal_id,
        account_id,
        currency,
        {{ month_of('event_date') }} as month,
        sum(rounded_documents) as rounded_documents,
        sum(case when amount_exact is null then 1 else 0 end) as unconverted,
        {% for measure in collection_measures() -%}
        sum(case when measure = '{{ measure }}' then amount else 0 end) as {{ measure }},
        sum(case when measure = '{{ measure }}' then amount_exact else 0 end)
            as {{ measure }}_exact{{ "," if not loop.last }}
        {% endfor %}
    from events
    group by as_of, deal_id, account_id, currency, {{ month_of('event_date') }}

),

levels as (

    select
        as_of,
        deal_id,
        account_id,
        currency,
        month,
        sum(rounded_documents) over story as rounded_documents,
        sum(unconverted) over (partition by as_of, deal_id, account_id, currency) as unconverted,
        {% for measure in collection_measures() -%}
        cast(sum({{ measure }}) over story as decimal(18, 2)) as {{ measure }},
        sum({{ measure }}_exact) over story as {{ measure }}_exact{{ "," if not loop.last }}
        {% endfor %}
    from monthly
    window story as (
        partition by as_of, deal_id, account_id, currency
        order by month
        rows between unbounded preceding and current row
    )

),

complete as (

    select
        levels.*,
        levels.unconverted = 0 and coalesce(deals.has_rates, true) as has_rates,
        levels.receivable_overdue - levels.receivable as receivable_not_due,
        levels.receivable_overdue_exact - levels.receivable_exact as receivable_not_due_exact
    from levels
    left join deals
        on levels.as_of = deals.as_of
        and levels.deal_id = deals.deal_id

),

-- Signs as the bridge reads them: what is still open, written off or given away comes off.
signed as (

    select
        as_of,
        deal_id,
        account_id,
        currency,
        month,
        rounded_documents + {{ postings_rounded(roundings) }} as rounded_postings,
        {% for line in ['invoiced', 'collected'] + reasons -%}
        {% set sign = '-' if line in ['receivable_overdue', 'write_off', 'settlement_discount'] else '' -%}
        {{ sign }}{{ line }} as {{ line }},
        case when has_rates then {{ sign }}round({{ line }}_exact, 2) end
            as {{ line }}_reporting{{ "," if not loop.last }}
        {% endfor %}
    from complete

),

final as (

    select
        as_of,
        deal_id,
        account_id,
        currency,
        month,
        {% for line in ['invoiced', 'collected'] + reasons -%}
        {{ line }},
        {{ line }}_reporting,
        {% endfor -%}
        cast(0 as decimal(18, 2)) as rounding,
        collected - invoiced
        {%- for line in reasons %} - {{ line }}{% endfor %} as unexplained,
        {{ closing_lines(
            'invoiced_reporting', 'collected_reporting', reasons_reporting,
            rounding_limit('rounded_postings'), '_reporting'
        ) }}
    from signed

)

select * from final
