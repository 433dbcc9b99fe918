-- The story of a contract, invoiced to recognised, on the account that was billed: one row per
-- document, what it bills or recognises, split the way the lines of the step need it.
{% set ops = is_supplied(['projects']) %}
with billings as (

    select
        *,
        posting_kind not in ('revenue', 'deferred') and not has_schedule as is_outside,
        posting_kind = 'deferred' and not has_schedule as is_unscheduled
    from {{ ref('int_events__billings') }}
    where line_kind = 'item'

),

recognitions as (

    select * from {{ ref('int_events__recognitions') }}

),

openings as (

    select * from {{ ref('int_events__openings') }}
    where document_type = 'opening_contract'

),

deliveries as (

    select * from {{ ref('int_links__deliveries') }}

),

billed as (

    select
        as_of, deal_id, account_id, currency, source_system, document_id, event_date,
        sum(amount) as invoiced,
        sum(case when is_outside then amount else 0 end) as outside_recognised,
        sum(case when is_unscheduled then amount else 0 end) as unscheduled,
        sum(case when has_schedule and is_milestone and {{ ops }} then amount else 0 end)
            as billed_milestones,
        cast(sum(amount) as decimal(18, 2)) * max(document_rate) as invoiced_exact
    from billings
    group by as_of, deal_id, account_id, currency, source_system, document_id, event_date

),

recognised as (

    select
        as_of, deal_id, account_id, currency, source_system, document_id, event_date,
        sum(amount) as recognised,
        sum(case when is_manual then amount else 0 end) as manual,
        sum(case when not is_manual and is_milestone and {{ ops }} then amount else 0 end)
            as recognised_milestones,
        sum(amount * posting_rate) as recognised_exact
    from recognitions
    group by as_of, deal_id, account_id, currency, source_system, document_id, event_date

),

stories as (

    select as_of, deal_id, account_id, currency from billed
    union
    select as_of, deal_id, account_id, currency from recognised

),

united as (

    select
        as_of, deal_id, account_id, currency, event_date,
        invoiced, outside_recognised, unscheduled, billed_milestones,
        0 as recognised, 0 as manual, 0 as recognised_milestones, 0 as delivered,
        invoiced_exact, round(invoiced_exact, 2) as invoiced_reporting,
        0 as recognised_exact, 0 as recognised_reporting,
        case when invoiced_exact <> round(invoiced_exact, 2) then 1 else 0 end as rounded_documents
    from billed

    union all

    select
        as_of, deal_id, account_id, currency, event_date,
        amount, 0, 0, 0, 0, 0, 0, 0,
        amount * document_rate, round(amount * document_rate, 2), 0, 0,
        case when amount * document_rate <> round(amount * document_rate, 2) then 1 else 0 end
    from openings

    union all

    select
        as_of, deal_id, account_id, currency, event_date,
        0, 0, 0, 0, recognised, manual, recognised_milestones, 0,
        0, 0, recognised_exact, round(recognised_exact, 2),
        case when recognised_exact <> round(recognised_exact, 2) then 1 else 0 end
    from recognised

    union all

    select
        stories.as_of, stories.deal_id, stories.account_id, stories.currency, deliveries.live_date,
        0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0
    from stories
    inner join deliveries
        on stories.as_of = deliveries.as_of
        and stories.deal_id = deliveries.deal_id
    inner join {{ ref('int_time__as_ofs') }} as as_ofs
        on deliveries.as_of = as_ofs.as_of
        and deliveries.live_date <= as_ofs.as_of_date

),

final as (

    select
        {% for measure in performance_measures() -%}
        sum({{ measure }}) as {{ measure }},
        {% endfor -%}
        as_of,
        deal_id,
        account_id,
        currency,
        event_date
    from united
    group by as_of, deal_id, account_id, currency, event_date

)

select * from final
