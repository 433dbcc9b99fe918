with changes as (
    select * from {{ ref('stg_salesforce__stage_changes') }}
),

last_open as (
    select
        source_deal_id,
        max(case when not is_won then change_number else 0 end) as last_open_change_number
    from changes
    group by source_deal_id
),

-- A deal that was won, reopened and won again is known as won from the second time: that streak
-- still holds.
final as (
    select
        changes.source_deal_id,
        min(changes.changed_at) as won_known_from
    from changes
    inner join last_open on changes.source_deal_id = last_open.source_deal_id
    where changes.change_number > last_open.last_open_change_number
    group by changes.source_deal_id
)

select * from final
