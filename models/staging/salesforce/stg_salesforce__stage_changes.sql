with history as (
    select * from {{ ref('base_salesforce__opportunity_history') }}
),

opportunities as (
    select * from {{ ref('base_salesforce__opportunity') }}
),

-- History rows carry no won flag. A stage counts as won when a deal that is won now stands in it;
-- companies have several.
won_stages as (
    select stage_name
    from opportunities
    where
        quarantine_rule is null
        and coalesce(is_current, true)
        and is_won
        and stage_name is not null
    group by stage_name
),

final as (
    select
        {{ salesforce_id_18('history.id') }} as stage_change_id,
        {{ salesforce_id_18('history.opportunity_id') }} as source_deal_id,
        history.stage_name,
        won_stages.stage_name is not null as is_won,
        history.amount,
        history.close_date,
        history.created_date as changed_at,
        row_number() over (
            partition by {{ salesforce_id_18('history.opportunity_id') }}
            order by history.created_date, history.id
        ) as change_number
    from history
    left join won_stages on history.stage_name = won_stages.stage_name
    where
        history.quarantine_rule is null
        and not coalesce(history.is_deleted, false)
        and history.opportunity_id is not null
        and history.created_date is not null
)

select * from final
