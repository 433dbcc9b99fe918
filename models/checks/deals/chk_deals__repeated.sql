-- Won deals that repeat another: the same sale entered twice. Read from the repeats themselves, so
-- that a CRM without an ERP, whose bookings meet no invoices, reports them as well.
with repeats as (

    select * from {{ ref('int_links__repeats') }}
    where as_of = 'latest'

),

deals as (

    select * from {{ ref('int_links__deals') }}
    where as_of = 'latest'

),

booked as (

    select * from {{ ref('int_bridge__deals') }}
    where as_of = 'latest' and booked_on is not null

),

final as (

    select
        'duplicate_booking' as rule,
        'booked_to_invoiced' as step,
        'deal' as entity,
        deals.crm_system as source_system,
        deals.crm_opportunity_id as source_record_id,
        deals.deal_id,
        deals.account_id,
        deals.owner_name,
        cast(-round(booked.booked_amount * booked.booking_rate, 2) as decimal(18, 2))
            as amount_reporting,
        booked.booked_on as since_date,
        'repeats deal ' || originals.crm_opportunity_id || ', ' || deals.currency || ' '
        || cast(booked.booked_amount as varchar) as detail
    from repeats
    inner join deals
        on repeats.deal_id = deals.deal_id
    inner join booked
        on repeats.deal_id = booked.deal_id
    inner join deals as originals
        on repeats.duplicate_of_deal_id = originals.deal_id
    where booked.booked_amount <> 0

)

select * from final
