-- Quality lines of the bridge that are still open at the as-of: what somebody should mend. Repeats
-- have a check of their own, which needs no bridge.
with bridge as (

    select * from {{ ref('revenue_bridge') }}
    where
        as_of = 'latest' and category in ('quality', 'unexplained')
        and line <> 'duplicate_booking'

),

deals as (

    select * from {{ ref('deals') }}

),

final as (

    select
        bridge.line as rule,
        'deal' as entity,
        coalesce(deals.crm_system, deals.erp_system) as source_system,
        coalesce(deals.crm_opportunity_id, deals.erp_document_id) as source_record_id,
        bridge.deal_id,
        bridge.account_id,
        bridge.owner_name,
        sum(bridge.amount_reporting) as amount_reporting,
        min(bridge.month) as since_date,
        min(bridge.step)
        || ', '
        || min(bridge.currency)
        || ' '
        || cast(sum(bridge.amount) as varchar)
            as detail
    from bridge
    left join deals
        on bridge.deal_id = deals.deal_id
    group by
        bridge.line, deals.crm_system, deals.erp_system, deals.crm_opportunity_id,
        deals.erp_document_id, bridge.deal_id, bridge.account_id, bridge.owner_name
    having sum(bridge.amount) <> 0 or sum(bridge.amount_reporting) <> 0

)

select * from final
