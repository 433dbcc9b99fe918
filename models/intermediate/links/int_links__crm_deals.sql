-- Every deal of the CRM that is known at an as-of, with what it books. A deal is
-- won at K only once its win was known.
with deals as (

    select * from {{ known(ref('int_conformed__deals')) }} as deals

),

lines as (

    select * from {{ ref('int_links__deal_lines') }}

),

people as (

    select * from {{ ref('int_conformed__people') }}

),

records as (

    select * from {{ ref('int_accounts__record_accounts') }}

),

amounts as (

    select
        as_of,
        source_system,
        source_deal_id,
        sum(case when is_booked then line_amount else 0 end) as booked_amount,
        sum(case when is_booked and not is_invoiced then line_amount else 0 end)
            as not_invoiced_amount
    from lines
    group by as_of, source_system, source_deal_id

),

owners as (

    select
        source_system,
        source_person_id,
        max(person_name) as person_name
    from people
    where person_kind = 'employee'
    group by source_system, source_person_id

),

final as (

    select
        deals.as_of,
        deals.as_of_at,
        deals.as_of_date,
        {{ surrogate_id(["'deal'", "deals.source_system", "deals.source_deal_id"]) }} as deal_id,
        deals.source_system,
        deals.source_deal_id,
        {{ comparable_id('deals.source_deal_id') }} as deal_key,
        deals.deal_name,
        deals.source_account_id,
        coalesce(records.account_id, 'unassigned') as account_id,
        coalesce(records.ultimate_parent_id, 'unassigned') as ultimate_parent_id,
        deals.owner_ref,
        coalesce(owners.person_name, 'unassigned') as owner_name,
        coalesce(deals.is_won, false)
        and coalesce(deals.won_known_from <= deals.as_of_at, true) as is_won,
        coalesce(deals.is_closed, false) as is_closed,
        deals.close_date,
        deals.currency,
        cast(amounts.booked_amount as decimal(18, 2)) as booked_amount,
        cast(amounts.not_invoiced_amount as decimal(18, 2)) as not_invoiced_amount,
        deals.deal_amount,
        {{ normalise_reference('deals.order_number') }} as order_number_key,
        deals.order_number,
        deals.record_created_at,
        deals.is_reconstructed,
        deals.known_from,
        deals.won_known_from
    from deals
    inner join amounts
        on deals.as_of = amounts.as_of
        and deals.source_system = amounts.source_system
        and deals.source_deal_id = amounts.source_deal_id
    left join owners
        on deals.source_system = owners.source_system
        and deals.owner_ref = owners.source_person_id
    left join records
        on deals.source_system = records.source_system
        and deals.source_account_id = records.source_account_id

)

select * from final
