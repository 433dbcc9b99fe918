with bookings as (

    select * from {{ ref('int_events__bookings') }}

),

orders as (

    select * from {{ ref('int_events__orders') }} where as_of = 'latest'

),

billings as (

    select * from {{ ref('int_events__billings') }} where as_of = 'latest'

),

recognitions as (

    select * from {{ ref('int_events__recognitions') }} where as_of = 'latest'

),

movements as (

    select * from {{ ref('int_events__cash_movements') }}
    where as_of = 'latest'

),

-- Cash sales and their refunds are collected on the day they are billed.
cash_sales as (

    select
        document_type, event_date, known_from, known_to, deal_id, account_id, currency,
        document_rate, rate_date, source_system, document_id, sum(amount) as amount
    from billings
    where document_type in ('cash_sale', 'cash_refund')
    group by
        document_type, event_date, known_from, known_to, deal_id, account_id, currency,
        document_rate, rate_date, source_system, document_id

),

deals as (

    select * from {{ ref('int_links__deals') }} where as_of = 'latest'

),

adjustments as (

    select * from {{ ref('int_bridge__adjustments_placed') }}
    where as_of = 'latest' and is_effective

),

united as (

    select
        'booked' as event_type, event_date, known_from, known_to, deal_id, account_id, product_id,
        currency, amount, fx_rate, fx_rate_date,
        source_system, 'deals' as source_table, source_record_id, source_line_id, '' as part
    from bookings

    union all

    select
        'ordered', event_date, known_from, known_to, deal_id, account_id, product_id, currency,
        amount, document_rate, rate_date, source_system, 'order_lines', document_id, line_id, ''
    from orders

    union all

    select
        'order_cancelled', cancelled_date, known_from, known_to, deal_id, account_id, product_id,
        currency, -cancelled_amount, document_rate, rate_date, source_system, 'order_lines',
        document_id, line_id, ''
    from orders
    where cancelled_amount <> 0 and cancelled_date <= as_of_date

    union all

    select
        case
            when line_kind = 'tax' then 'taxed'
            when document_type in ('credit_memo', 'cash_refund') then 'credited'
            else 'invoiced'
        end, event_date, known_from, known_to, deal_id, account_id, product_id, currency,
        amount, document_rate, rate_date, source_system, 'billing_lines', document_id, line_id, ''
    from billings

    union all

    select
        'recognised', event_date, known_from, known_to, deal_id, account_id, product_id, currency,
        amount, posting_rate, rate_date, source_system, 'revenue_postings', document_id,
        posting_id, ''
    from recognitions

    union all

    select
        case
            when measure = 'collected' and part = 'refunded' then 'refunded'
            when measure = 'collected' then 'collected'
            when measure = 'receivable' then 'applied'
            when measure in ('unapplied_cash', 'unapplied_credit') then 'unapplied'
            when measure = 'settlement_discount' then 'discounted'
            when measure = 'write_off' then 'written_off'
            else 'fx_settled'
        end, event_date, known_from, known_to, deal_id, account_id, cast(null as varchar),
        currency, case when measure = 'receivable' then -amount else amount end, fx_rate,
        fx_rate_date, source_system, 'applications', source_record_id, source_line_id,
        measure || ' ' || part
    from movements
    where measure <> 'receivable_overdue'

    union all

    select
        case when document_type = 'cash_refund' then 'refunded' else 'collected' end, event_date,
        known_from, known_to, deal_id, account_id, cast(null as varchar), currency, amount,
        document_rate, rate_date, source_system, 'documents', document_id, '', ''
    from cash_sales

    union all

    select
        'adjusted', month, approved_at, cast(null as timestamp), deal_id, account_id,
        cast(null as varchar), currency, amount,
        cast(amount_reporting / nullif(amount, 0) as decimal(20, 12)), month, source_system,
        'adjustments', adjustment_id, metric, ''
    from adjustments

),

final as (

    select
        {{ surrogate_id([
            'united.event_type', 'united.source_system', 'united.source_table',
            'united.source_record_id', 'united.source_line_id', 'united.deal_id', 'united.part'
        ]) }} as event_id,
        united.event_type,
        united.event_date,
        united.known_from,
        united.known_to,
        united.deal_id,
        united.account_id,
        united.product_id,
        coalesce(deals.owner_name, 'unassigned') as owner_name,
        united.currency,
        cast(united.amount as decimal(18, 2)) as amount,
        cast(round(cast(united.amount as decimal(18, 2)) * united.fx_rate, 2) as decimal(18, 2))
            as amount_reporting,
        cast(united.fx_rate as decimal(18, 8)) as fx_rate,
        united.fx_rate_date,
        united.source_system,
        united.source_table,
        united.source_record_id,
        united.source_line_id
    from united
    left join deals
        on united.deal_id = deals.deal_id

)

select * from final
