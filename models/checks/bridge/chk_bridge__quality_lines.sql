-- Quality lines of the bridge that are still open at the as-of: what somebody should mend. Each
-- step and currency stands for itself: +5 of one never hides -5 of another. Repeats have a check of
-- their own, which needs no bridge.
with bridge as (

    select * from {{ ref('revenue_bridge') }}
    where
        as_of = 'latest' and category in ('quality', 'unexplained')
        and line <> 'duplicate_booking'

),

deals as (

    select * from {{ ref('deals') }}

),

positions as (

    select
        step,
        line,
        deal_id,
        account_id,
        owner_name,
        currency,
        sum(amount) as amount,
        sum(amount_reporting) as amount_reporting,
        min(month) as since_date
    from bridge
    group by step, line, deal_id, account_id, owner_name, currency
    having sum(amount) <> 0 or sum(amount_reporting) <> 0

),

final as (

    select
        positions.line as rule,
        positions.step,
        'deal' as entity,
        coalesce(deals.crm_system, deals.erp_system) as source_system,
        coalesce(deals.crm_opportunity_id, deals.erp_document_id) as source_record_id,
        positions.deal_id,
        positions.account_id,
        positions.owner_name,
        sum(positions.amount_reporting) as amount_reporting,
        min(positions.since_date) as since_date,
        positions.step || ', ' || {{ dbt.listagg(
            "positions.currency || ' ' || cast(positions.amount as varchar)", "', '",
            'order by positions.currency'
        ) }} as detail
    from positions
    left join deals
        on positions.deal_id = deals.deal_id
    group by
        positions.line, positions.step, deals.crm_system, deals.erp_system,
        deals.crm_opportunity_id, deals.erp_document_id, positions.deal_id, positions.account_id,
        positions.owner_name

)

select * from final
