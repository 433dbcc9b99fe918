-- Each threshold beside what it measures, now and at the newest as-of before, each scope by itself.
with thresholds as (

    select * from {{ ref('drift_thresholds') }}

),

measures as (

    select * from {{ ref('chk_drift__measures') }}

),

history as (

    select * from {{ ref('drift_measures') }}

),

metrics as (

    select * from {{ ref('chk_drift__metrics') }}
    where kind = 'base'

),

as_ofs as (

    select * from {{ ref('int_time__as_ofs') }}
    where as_of = 'latest'

),

previous as (

    select max(history.as_of_at) as as_of_at
    from history
    inner join as_ofs
        on history.as_of_at < as_ofs.as_of_at

),

-- What is gone since the previous run is compared with nothing, not left out.
rows_found as (

    select
        'now' as found_at, metric, scope_type, scope_id,
        amount, gross_amount, findings, age_days, base_amount
    from measures
    union all
    select
        'before', history.metric, history.scope_type, history.scope_id, history.amount,
        history.gross_amount, history.findings, history.age_days, null
    from history
    inner join previous
        on history.as_of_at = previous.as_of_at

),

measured as (

    select
        thresholds.threshold_id,
        rows_found.scope_id,
        case
            when thresholds.comparison = 'count' then rows_found.findings
            when thresholds.comparison = 'age' then rows_found.age_days
            when thresholds.netting = 'net' then rows_found.amount
            else rows_found.gross_amount
        end as measure,
        rows_found.found_at,
        rows_found.amount,
        rows_found.gross_amount,
        rows_found.findings,
        rows_found.base_amount
    from thresholds
    inner join rows_found
        on thresholds.metric = rows_found.metric
        and thresholds.scope = rows_found.scope_type
    where rows_found.found_at = 'now' or thresholds.against = 'previous'

),

sides as (

    select
        threshold_id,
        scope_id,
        {% for column in ['measure', 'amount', 'gross_amount', 'findings', 'base_amount'] -%}
        max(case when found_at = 'now' then {{ column }} end) as {{ column }},
        {% endfor -%}
        max(case when found_at = 'before' then measure end) as measure_before
    from measured
    group by threshold_id, scope_id

),

final as (

    select
        thresholds.*,
        sides.scope_id,
        case
            when thresholds.comparison = 'age' then sides.measure
            else coalesce(sides.measure, 0)
        end as measure,
        case
            when previous.as_of_at is null then null
            when thresholds.comparison = 'age' then sides.measure_before
            else coalesce(sides.measure_before, 0)
        end as measure_before,
        coalesce(sides.amount, 0) as amount,
        coalesce(sides.gross_amount, 0) as gross_amount,
        coalesce(sides.findings, 0) as findings,
        case when metrics.has_base then coalesce(sides.base_amount, 0) end as base_amount,
        coalesce(metrics.is_supplied, false) as is_supplied,
        previous.as_of_at as previous_as_of_at,
        as_ofs.as_of_at
    from thresholds
    inner join sides
        on thresholds.threshold_id = sides.threshold_id
    cross join previous
    cross join as_ofs
    left join metrics
        on thresholds.metric = metrics.metric

)

select * from final
