with changes as (
    select * from {{ ref('stg_salesforce__stage_changes') }}
),

opportunities as (
    select * from {{ ref('base_salesforce__opportunity') }}
),

current_deals as (
    select
        {{ salesforce_id_18('id') }} as source_deal_id,
        amount,
        close_date
    from opportunities
    where quarantine_rule is null and coalesce(is_current, true)
),

final as (
    select current_deals.source_deal_id
    from current_deals
    inner join changes on current_deals.source_deal_id = changes.source_deal_id
    where
        coalesce(changes.amount, 0) <> coalesce(current_deals.amount, 0)
        or changes.close_date <> current_deals.close_date
    group by current_deals.source_deal_id
)

select * from final
