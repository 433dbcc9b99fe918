{{ config(unique_key='as_of_at', incremental_strategy='delete+insert') }}
-- What thresholds measured, as-of by as-of. A rerun of an as-of replaces its rows.
with measures as (

    select * from {{ ref('chk_drift__measures') }}

),

-- Totals always, so that a new threshold on them has a past; narrower scopes only where a threshold
-- looks back.
kept as (

    select
        metric,
        scope
    from {{ ref('drift_thresholds') }}
    where scope = 'total' or against = 'previous'
    group by metric, scope

),

final as (

    select
        measures.as_of_at,
        measures.metric,
        measures.scope_type,
        measures.scope_id,
        measures.amount,
        measures.gross_amount,
        measures.findings,
        measures.age_days,
        measures.base_amount
    from measures
    inner join kept
        on measures.metric = kept.metric
        and measures.scope_type = kept.scope

)

select * from final
