-- Orders, invoices, credits and revenue postings at the latest as-of, in the shape of
-- revenue_events.
with orders as (

    select * from {{ ref('int_events__orders') }}
    where as_of = 'latest'

),

billings as (

    select * from {{ ref('int_events__billings') }}
    where as_of = 'latest'

),

recognitions as (

    select * from {{ ref('int_events__recognitions') }}
    where as_of = 'latest'

),

final as (

    select
        'ordered' as event_type, event_date, known_from, known_to, deal_id, account_id, product_id,
        currency, amount, document_rate as fx_rate, rate_date as fx_rate_date, source_system,
        'order_lines' as source_table, document_id as source_record_id, line_id as source_line_id
    from orders

    union all

    select
        'order_cancelled', cancelled_date, known_from, known_to, deal_id, account_id, product_id,
        currency, -cancelled_amount, document_rate, rate_date, source_system,
        'order_lines', document_id, line_id
    from orders
    where cancelled_amount <> 0 and cancelled_date <= as_of_date

    union all

    select
        case
            when line_kind = 'tax' then 'taxed'
            when document_type in ('credit_memo', 'cash_refund') then 'credited'
            else 'invoiced'
        end, event_date, known_from, known_to, deal_id, account_id, product_id,
        currency, amount, document_rate, rate_date, source_system,
        'billing_lines', document_id, line_id
    from billings

    union all

    -- Cash sales and their refunds are collected on the day they are billed.
    select
        case when document_type = 'cash_refund' then 'refunded' else 'collected' end, event_date,
        known_from, known_to, deal_id, account_id, product_id,
        currency, amount, document_rate, rate_date, source_system,
        'billing_lines', document_id, line_id
    from billings
    where document_type in ('cash_sale', 'cash_refund')

    union all

    select
        'recognised', event_date, known_from, known_to, deal_id, account_id, product_id,
        currency, amount, posting_rate, rate_date, source_system,
        'revenue_postings', document_id, posting_id
    from recognitions

)

select * from final
