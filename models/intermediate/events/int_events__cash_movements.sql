-- What cash, credits, write-offs and refunds do, as dated steps of one measure each. Every amount
-- converts at the rate of the document that it sits on; cash received is rounded per document, and
-- cast back, since a union takes the narrowest scale of its branches for all of them.
{% set keys %}as_of, as_of_date, deal_id, account_id, currency, source_system, settling_document_id as source_record_id, application_id as source_line_id, known_from, known_to{% endset %}
with applications as (

    select
        *,
        cast(amount - discount_amount as decimal(18, 2)) as cash_amount,
        cast(settling_rate - settled_rate as decimal(20, 12)) as rate_difference,
        case when overdue_from > event_date then overdue_from else event_date end as overdue_date
    from {{ ref('int_events__applications') }}

),

settled_steps as (

    select
        {{ keys }}, event_date, 'receivable' as measure, 'settled' as part,
        -amount as amount, -amount * settled_rate as amount_exact,
        settled_rate as fx_rate, settled_rate_date as fx_rate_date
    from applications
    where application_kind <> 'refund'
    union all
    select
        {{ keys }}, overdue_date, 'receivable_overdue', 'settled',
        -amount, -amount * settled_rate, settled_rate, settled_rate_date
    from applications
    where application_kind <> 'refund'
    union all
    select
        {{ keys }}, event_date, 'write_off', 'settled',
        amount, amount * settled_rate, settled_rate, settled_rate_date
    from applications
    where application_kind = 'write_off'
    union all
    select
        {{ keys }}, event_date, 'settlement_discount', 'settled',
        discount_amount, discount_amount * settled_rate, settled_rate, settled_rate_date
    from applications
    where discount_amount <> 0 and application_kind <> 'refund'
    union all
    select
        {{ keys }}, event_date, 'unapplied_credit', 'settled',
        -amount, -amount * settling_rate, settling_rate, settling_rate_date
    from applications
    where application_kind = 'credit'
    union all
    select
        {{ keys }}, event_date, 'fx_settlement', 'settled',
        cast(0 as decimal(18, 2)), amount * rate_difference, settling_rate, settling_rate_date
    from applications
    where application_kind = 'credit'

),

cash_steps as (

    select
        {{ keys }}, settling_date as event_date, 'collected' as measure, 'received' as part,
        cash_amount as amount,
        cast(round(cash_amount * settling_rate, 2) as decimal(38, 14)) as amount_exact,
        settling_rate as fx_rate, settling_rate_date as fx_rate_date
    from applications
    where application_kind = 'cash'
    union all
    select
        {{ keys }}, settling_date, 'unapplied_cash', 'received',
        cash_amount, cash_amount * settling_rate, settling_rate, settling_rate_date
    from applications
    where application_kind = 'cash'
    union all
    select
        {{ keys }}, event_date, 'unapplied_cash', 'applied',
        -cash_amount, -cash_amount * settling_rate, settling_rate, settling_rate_date
    from applications
    where application_kind = 'cash'
    union all
    select
        {{ keys }}, event_date, 'fx_settlement', 'applied',
        cast(0 as decimal(18, 2)), cash_amount * rate_difference, settling_rate, settling_rate_date
    from applications
    where application_kind = 'cash'

),

-- Cash that goes back: what was refunded is no longer unapplied, from the day it went.
refund_steps as (

    select
        {{ keys }}, settling_date as event_date, 'collected' as measure, 'refunded' as part,
        -amount as amount,
        cast(-round(amount * settling_rate, 2) as decimal(38, 14)) as amount_exact,
        settling_rate as fx_rate, settling_rate_date as fx_rate_date
    from applications
    where application_kind = 'refund'
    union all
    select
        {{ keys }}, settling_date,
        case when settled_type = 'credit_memo' then 'unapplied_credit' else 'unapplied_cash' end,
        'refunded', -amount, -amount * settled_rate, settled_rate, settled_rate_date
    from applications
    where application_kind = 'refund'
    union all
    select
        {{ keys }}, settling_date, 'fx_settlement', 'refunded',
        cast(0 as decimal(18, 2)), -amount * rate_difference, settling_rate, settling_rate_date
    from applications
    where application_kind = 'refund'

),

unclaimed_steps as (

    select * from {{ ref('int_events__unclaimed_cash') }}

),

final as (

    select * from settled_steps
    union all
    select * from cash_steps
    union all
    select * from refund_steps
    union all
    select * from unclaimed_steps

)

select * from final
where amount <> 0 or amount_exact <> 0
