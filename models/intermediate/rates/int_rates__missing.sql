-- Every rate that the bridge needs and nobody supplies: deal, currency, date. Nothing is converted
-- at 1 in its place.
with deals as (

    select * from {{ ref('int_links__deals') }}

),

billings as (

    select * from {{ ref('int_events__billings') }}

),

recognitions as (

    select * from {{ ref('int_events__recognitions') }}

),

orders as (

    select * from {{ ref('int_events__orders') }}

),

applications as (

    select * from {{ ref('int_events__applications') }}

),

rates as (

    select * from {{ ref('int_rates__reporting') }}

),

needed as (

    -- Nothing of a deal without a booking date has happened yet: there is nothing to convert.
    select as_of, deal_id, currency, booking_date as needed_on from deals
    where booking_date is not null
    union all
    select billings.as_of, billings.deal_id, billings.currency, deals.booking_date as needed_on
    from billings
    inner join deals
        on billings.as_of = deals.as_of
        and billings.deal_id = deals.deal_id

    union all

    -- A document in another currency than its deal crosses at its own date.
    select billings.as_of, billings.deal_id, deals.currency, billings.event_date
    from billings
    inner join deals
        on billings.as_of = deals.as_of
        and billings.deal_id = deals.deal_id
        and billings.currency <> deals.currency
    union all
    select as_of, deal_id, deal_currency, event_date
    from orders
    where currency <> deal_currency

),

unquoted as (

    select
        needed.as_of,
        needed.deal_id,
        needed.currency,
        needed.needed_on
    from needed
    left join rates
        on needed.currency = rates.currency
        and needed.needed_on = rates.rate_date
    where
        rates.rate is null
        and coalesce(needed.currency, '') <> '{{ var("reporting_currency") }}'

    union all

    select as_of, deal_id, currency, event_date from billings
    where document_rate is null
    union all
    select as_of, deal_id, currency, event_date from recognitions
    where posting_rate is null
    union all
    select as_of, deal_id, settling_currency, settling_date
    from applications
    where settling_rate is null and amount <> 0

),

final as (

    select
        as_of,
        deal_id,
        currency,
        needed_on
    from unquoted
    where deal_id is not null
    group by as_of, deal_id, currency, needed_on

)

select * from final
