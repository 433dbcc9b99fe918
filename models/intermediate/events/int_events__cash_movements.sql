-- What cash, credits, write-offs and refunds do, as dated steps of one measure each. Every amount
-- converts at the rate of the document that it sits on: that of the invoice (or of what is paid
-- back) is the settled rate, that of the cash or credit the settling rate.
{% set keys %}as_of, as_of_date, deal_id, account_id, currency, source_system, settling_document_id as source_record_id, application_id as source_line_id, known_from, known_to{% endset %}
{% set cash = "application_kind = 'cash'" %}
{% set refund = "application_kind = 'refund'" %}
{% set settles = "application_kind <> 'refund'" %}
{# measure, part, day, amount, whose rate, of which applications #}
{% set steps = [
    ('receivable', 'settled', 'event_date', '-amount', 'settled', settles),
    ('receivable_overdue', 'settled', 'overdue_date', '-amount', 'settled',
        settles ~ ' and overdue_from is not null'),
    ('write_off', 'settled', 'event_date', 'amount', 'settled', "application_kind = 'write_off'"),
    ('settlement_discount', 'settled', 'event_date', 'discount_amount', 'settled',
        settles ~ ' and discount_amount <> 0'),
    ('unapplied_credit', 'settled', 'event_date', '-amount', 'settling',
        "application_kind = 'credit'"),
    ('collected', 'received', 'settling_date', 'cash_amount', 'settling', cash),
    ('unapplied_cash', 'received', 'settling_date', 'cash_amount', 'settling', cash),
    ('unapplied_cash', 'applied', 'event_date', '-cash_amount', 'settling', cash),
    ('collected', 'refunded', 'settling_date', '-amount', 'settling', refund),
    ('unapplied_credit', 'refunded', 'settling_date', '-amount', 'settled',
        refund ~ " and settled_type = 'credit_memo'"),
    ('unapplied_cash', 'refunded', 'settling_date', '-amount', 'settled',
        refund ~ " and settled_type <> 'credit_memo'"),
] %}
{# part, day, what fetched another rate than it stood at, of which applications #}
{% set exchanges = [
    ('settled', 'event_date', 'amount', "application_kind = 'credit'"),
    ('applied', 'event_date', 'cash_amount', cash),
    ('refunded', 'settling_date', '-amount', refund),
] %}
with applications as (

    select
        *,
        cast(amount - discount_amount as decimal(18, 2)) as cash_amount,
        cast(settling_rate - settled_rate as decimal(20, 12)) as rate_difference,
        case when overdue_from > event_date then overdue_from else event_date end as overdue_date
    from {{ ref('int_events__applications') }}

),

steps as (

    {% for measure, part, day, amount, side, condition in steps -%}
    select
        {{ keys }}, {{ day }} as event_date, '{{ measure }}' as measure, '{{ part }}' as part,
        {{ amount }} as amount,
        cast({{ amount }} * {{ side }}_rate as decimal(38, 14)) as amount_exact,
        {{ side }}_rate as fx_rate, {{ side }}_rate_date as fx_rate_date
    from applications
    where {{ condition }}
    {{ "union all" if not loop.last }}
    {% endfor %}

),

exchange_steps as (

    {% for part, day, amount, condition in exchanges -%}
    select
        {{ keys }}, {{ day }} as event_date, 'fx_settlement' as measure, '{{ part }}' as part,
        cast(0 as decimal(18, 2)) as amount,
        cast({{ amount }} * rate_difference as decimal(38, 14)) as amount_exact,
        settling_rate as fx_rate, settling_rate_date as fx_rate_date
    from applications
    where {{ condition }}
    {{ "union all" if not loop.last }}
    {% endfor %}

),

unclaimed_steps as (

    select * from {{ ref('int_events__unclaimed_cash') }}

),

final as (

    select * from steps
    union all
    select * from exchange_steps
    union all
    select * from unclaimed_steps

)

select * from final
where amount <> 0 or amount_exact <> 0
