-- No join on the way from the systems to the events drops or repeats money: per source system, the
-- conformed records that exist at `latest` and the events made of them have one count and one sum.
with documents as (

    select * from {{ ref('int_links__documents') }}
    where as_of = 'latest' and document_date <= as_of_date

),

billing_lines as (

    select lines.*
    from {{ known(ref('int_conformed__billing_lines')) }} as lines
    inner join documents
        on lines.as_of = documents.as_of
        and lines.source_system = documents.source_system
        and lines.document_id = documents.document_id

),

-- A credit memo with a bad-debt line is a write-off; it enters with its applications.
write_offs as (

    select
        billing_lines.source_system,
        billing_lines.document_id
    from billing_lines
    inner join documents
        on billing_lines.source_system = documents.source_system
        and billing_lines.document_id = documents.document_id
    where billing_lines.posting_kind = 'bad_debt' and documents.document_type = 'credit_memo'
    group by billing_lines.source_system, billing_lines.document_id

),

facts as (

    select
        'billing lines' as what,
        billing_lines.source_system,
        billing_lines.document_id || ' ' || billing_lines.line_id as record,
        billing_lines.line_amount as amount
    from billing_lines
    left join write_offs
        on billing_lines.source_system = write_offs.source_system
        and billing_lines.document_id = write_offs.document_id
    where write_offs.document_id is null

    union all

    select
        'order lines',
        lines.source_system,
        lines.document_id || ' ' || lines.line_id,
        lines.line_amount
    from {{ known(ref('int_conformed__order_lines')) }} as lines
    inner join documents
        on lines.as_of = documents.as_of
        and lines.source_system = documents.source_system
        and lines.document_id = documents.document_id

    union all

    select
        'revenue postings',
        postings.source_system,
        postings.posting_id,
        postings.posted_amount
    from {{ known(ref('int_conformed__revenue_postings')) }} as postings
    inner join {{ ref('int_links__documents') }} as carriers
        on postings.as_of = carriers.as_of
        and postings.source_system = carriers.source_system
        and postings.document_id = carriers.document_id
    where postings.as_of = 'latest' and postings.posting_date <= postings.as_of_date

    union all

    select
        'applications',
        applications.source_system,
        applications.application_id,
        applications.settled_amount
    from {{ known(ref('int_conformed__applications')) }} as applications
    inner join {{ ref('int_links__documents') }} as settled
        on applications.as_of = settled.as_of
        and applications.source_system = settled.source_system
        and applications.settled_document_id = settled.document_id
    inner join {{ ref('int_links__documents') }} as settling
        on applications.as_of = settling.as_of
        and applications.source_system = settling.source_system
        and applications.settling_document_id = settling.document_id
    where applications.as_of = 'latest'

    union all

    select 'receipts', source_system, document_id, document_amount from documents
    where document_type in ('payment', 'deposit', 'refund')

    union all

    select 'won deals', source_system, source_deal_id, booked_amount
    from {{ ref('int_links__crm_deals') }}
    where as_of = 'latest' and is_won and close_date <= as_of_date

),

events as (

    -- A tax line may be shared by the deals of its document.
    select
        'billing lines' as what,
        source_system,
        document_id || ' ' || line_id as record,
        sum(amount) as amount
    from {{ ref('int_events__billings') }}
    where as_of = 'latest'
    group by source_system, document_id, line_id

    union all

    select 'order lines', source_system, document_id || ' ' || line_id, amount
    from {{ ref('int_events__orders') }}
    where as_of = 'latest'

    union all

    select 'revenue postings', source_system, posting_id, amount
    from {{ ref('int_events__recognitions') }}
    where as_of = 'latest'

    union all

    -- One application may be shared by the deals of one invoice.
    select 'applications', source_system, application_id, sum(amount)
    from {{ ref('int_events__applications') }}
    where as_of = 'latest'
    group by source_system, application_id

    union all

    select 'receipts', source_system, document_id, cash_amount
    from {{ ref('int_events__receipts') }}
    where as_of = 'latest'

    union all

    select 'won deals', source_system, source_record_id, sum(amount)
    from {{ ref('int_events__bookings') }}
    group by source_system, source_record_id

),

united as (

    select
        what,
        source_system,
        1 as fact_rows,
        0 as event_rows,
        amount as fact_amount,
        0 as event_amount
    from facts
    union all
    select what, source_system, 0, 1, 0, amount from events

)

select
    what,
    source_system,
    sum(fact_rows) as fact_rows,
    sum(event_rows) as event_rows,
    sum(fact_amount) as fact_amount,
    sum(event_amount) as event_amount
from united
group by what, source_system
having sum(fact_rows) <> sum(event_rows) or sum(fact_amount) <> sum(event_amount)
