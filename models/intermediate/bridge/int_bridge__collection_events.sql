-- The story of a receivable, invoiced to collected: what was billed, as dated steps of one measure
-- each, and what cash, credits and write-offs do to it.
{% set keys = 'as_of, deal_id, account_id, currency, event_date' %}
with billings as (

    select * from {{ ref('int_events__billings') }}

),

movements as (

    select * from {{ ref('int_events__cash_movements') }}

),

openings as (

    select * from {{ ref('int_events__openings') }}
    where document_type = 'opening_receivable'

),

documents as (

    select
        as_of, deal_id, account_id, currency, document_type, source_system, document_id,
        event_date,
        case when due_date < event_date then event_date else {{ add_days('due_date', 1) }} end
            as overdue_date,
        max(document_rate) as document_rate,
        cast(sum(case when line_kind = 'item' then amount else 0 end) as decimal(18, 2))
            as net_amount,
        cast(sum(case when line_kind = 'tax' then amount else 0 end) as decimal(18, 2))
            as tax_amount,
        cast(sum(amount) as decimal(18, 2)) as gross_amount
    from billings
    group by
        as_of, deal_id, account_id, currency, document_type, source_system, document_id,
        event_date, due_date

),

billed_steps as (

    select
        {{ keys }}, 'invoiced' as measure, net_amount as amount,
        cast(round(net_amount * document_rate, 2) as decimal(38, 14)) as amount_exact
    from documents
    union all
    select {{ keys }}, 'sales_tax', tax_amount, tax_amount * document_rate
    from documents
    union all
    select {{ keys }}, 'receivable', gross_amount, gross_amount * document_rate
    from documents
    where document_type = 'invoice'
    union all
    select
        as_of, deal_id, account_id, currency, overdue_date, 'receivable_overdue', gross_amount,
        gross_amount * document_rate
    from documents
    where document_type = 'invoice'
    union all
    select {{ keys }}, 'unapplied_credit', -gross_amount, -gross_amount * document_rate
    from documents
    where document_type = 'credit_memo'
    union all
    select
        {{ keys }}, 'collected', gross_amount,
        cast(round(gross_amount * document_rate, 2) as decimal(38, 14))
    from documents
    where document_type in ('cash_sale', 'cash_refund')

),

-- What was owed when the history began is overdue; what was owed to the customer waits for its use.
opening_steps as (

    select
        {{ keys }}, 'invoiced' as measure, amount,
        cast(round(amount * document_rate, 2) as decimal(38, 14)) as amount_exact
    from openings
    union all
    select {{ keys }}, 'receivable', amount, amount * document_rate
    from openings
    where amount > 0
    union all
    select {{ keys }}, 'receivable_overdue', amount, amount * document_rate
    from openings
    where amount > 0
    union all
    select {{ keys }}, 'unapplied_credit', -amount, -amount * document_rate
    from openings
    where amount < 0

),

united as (

    select * from billed_steps
    union all
    select * from opening_steps
    union all
    -- Cash is rounded per receipt; cast back, since a union takes its branches' narrowest scale.
    select
        {{ keys }}, measure, sum(amount),
        case
            when count(amount_exact) < count(*) then null
            when measure = 'collected' then cast(round(sum(amount_exact), 2) as decimal(38, 14))
            else sum(amount_exact)
        end
    from movements
    group by {{ keys }}, measure, source_system, source_record_id

),

final as (

    select
        united.as_of,
        united.deal_id,
        united.account_id,
        united.currency,
        united.event_date,
        united.measure,
        sum(united.amount) as amount,
        -- One step without a rate leaves the day without one.
        case when count(united.amount_exact) = count(*) then sum(united.amount_exact) end
            as amount_exact,
        -- Both ends of the step are rounded per document; at a rate of 1 nothing has to be.
        sum(
            case
                when
                    united.measure in ('invoiced', 'collected')
                    and united.amount_exact <> united.amount
                    then 1
                else 0
            end
        ) as rounded_documents
    from united
    inner join {{ ref('int_time__as_ofs') }} as as_ofs
        on united.as_of = as_ofs.as_of
        and united.event_date <= as_ofs.as_of_date
    where united.amount <> 0 or united.amount_exact <> 0
    group by
        united.as_of, united.deal_id, united.account_id, united.currency, united.event_date,
        united.measure

)

select * from final
