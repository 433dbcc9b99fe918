with bookings as (

    select * from {{ ref('int_events__bookings') }}

),

document_events as (

    select * from {{ ref('int_events__document_events') }}

),

cash_events as (

    select * from {{ ref('int_events__cash_events') }}

),

adjustments as (

    select * from {{ ref('int_bridge__adjustments_placed') }}
    where as_of = 'latest' and is_effective

),

deals as (

    select * from {{ ref('int_links__deals') }}
    where as_of = 'latest'

),

united as (

    select
        'booked' as event_type, event_date, known_from, known_to, deal_id, account_id, product_id,
        currency, amount, round(amount * fx_rate, 2) as amount_reporting, fx_rate, fx_rate_date,
        source_system, 'deal_lines' as source_table, source_record_id, source_line_id
    from bookings

    union all

    select
        event_type, event_date, known_from, known_to, deal_id, account_id, product_id,
        currency, amount, round(amount * fx_rate, 2) as amount_reporting, fx_rate, fx_rate_date,
        source_system, source_table, source_record_id, source_line_id
    from document_events

    union all

    select
        event_type, event_date, known_from, known_to, deal_id, account_id,
        cast(null as varchar) as product_id,
        currency, amount, round(amount_exact, 2) as amount_reporting, fx_rate, fx_rate_date,
        source_system, source_table, source_record_id, source_line_id
    from cash_events

    union all

    select
        'adjusted' as event_type, month, approved_at, cast(null as timestamp) as known_to, deal_id,
        account_id, cast(null as varchar) as product_id,
        currency, amount, amount_reporting, adjustment_rate, converted_on,
        source_system, 'adjustments' as source_table, adjustment_id, metric
    from adjustments

),

final as (

    select
        {{ surrogate_id([
            'united.event_type', 'united.source_system', 'united.source_table',
            'united.source_record_id', 'united.source_line_id', 'united.deal_id'
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
        cast(united.amount_reporting as decimal(18, 2)) as amount_reporting,
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
