-- Deals, won or still open, without an account or without an owner. An open one is mended before it
-- is won; only a won one has an amount at stake.
with deals as (

    select * from {{ ref('int_links__crm_deals') }}
    where as_of = 'latest' and (is_won or not is_closed)

),

rates as (

    select * from {{ ref('int_bridge__deals') }}
    where as_of = 'latest'

),

incomplete as (

    select 'deal_without_account' as rule, deals.*
    from deals
    where deals.account_id = 'unassigned'

    union all

    select 'deal_without_owner' as rule, deals.*
    from deals
    where deals.owner_name = 'unassigned'

),

final as (

    select
        incomplete.rule,
        'deal' as entity,
        incomplete.source_system,
        incomplete.source_deal_id as source_record_id,
        incomplete.deal_id,
        incomplete.account_id,
        incomplete.owner_name,
        case
            when incomplete.is_won
                then cast(round(incomplete.booked_amount * rates.crm_rate, 2) as decimal(18, 2))
        end as amount_reporting,
        incomplete.close_date as since_date,
        case
            when incomplete.rule = 'deal_without_account' and incomplete.source_account_id is null
                then 'the deal names no account'
            when incomplete.rule = 'deal_without_account'
                then 'the deal names account ' || incomplete.source_account_id
                    || ', which does not exist'
            when incomplete.owner_ref is null then 'the deal names no owner'
            else 'the deal names owner ' || incomplete.owner_ref || ', who does not exist'
        end as detail
    from incomplete
    left join rates
        on incomplete.deal_id = rates.deal_id

)

select * from final
