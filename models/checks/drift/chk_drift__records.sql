-- What stands behind each threshold that does not hold, the largest amounts first.
with scorecard as (

    select * from {{ ref('drift_scorecard') }}
    where status in ('warn', 'fail')

),

metrics as (

    select * from {{ ref('chk_drift__metrics') }}
    where kind <> 'base'

),

amounts as (

    select * from {{ ref('chk_drift__amounts') }}
    where kind <> 'base'

),

deals as (

    select * from {{ ref('deals') }}

),

-- A deal is named as the CRM numbers it, else by the document that it grew from.
behind as (

    select
        scorecard.threshold_id,
        scorecard.scope,
        coalesce(
            deals.crm_opportunity_id, deals.erp_document_id, amounts.record_label, 'no deal'
        ) as label,
        max(scorecard.unit) as unit,
        sum(amounts.amount) as amount,
        max(amounts.age_days) as age_days
    from scorecard
    inner join metrics
        on scorecard.metric = metrics.metric
    inner join amounts
        on metrics.kind = amounts.kind
        and metrics.step = amounts.step
        and metrics.name = amounts.name
        and scorecard.scope_id = case scorecard.scope_type
            when 'total' then 'total'
            when 'family' then amounts.ultimate_parent_id
            when 'account' then amounts.account_id
            when 'owner' then amounts.owner_name
            else amounts.source_table
        end
    left join deals
        on amounts.deal_id = deals.deal_id
    group by
        scorecard.threshold_id, scorecard.scope,
        coalesce(deals.crm_opportunity_id, deals.erp_document_id, amounts.record_label, 'no deal')

),

ranked as (

    select
        *,
        row_number() over (
            partition by threshold_id, scope
            order by
                case when unit = 'days' then age_days else abs(coalesce(amount, 0)) end desc,
                label
        ) as place
    from behind
    where amount is null or amount <> 0

),

final as (

    select
        threshold_id,
        scope,
        count(*) as records,
        {{ dbt.listagg(
            "case when place <= 5 then label || case"
            " when unit = 'days' then ' ' || cast(cast(age_days as decimal(18, 1)) as varchar) || ' days'"
            " else coalesce(' ' || cast(amount as varchar), '') end end",
            "', '", 'order by place'
        ) }} as top_deals
    from ranked
    group by threshold_id, scope

)

select * from final
