{% set scopes = {
    'total': "'total'", 'family': 'ultimate_parent_id', 'account': 'account_id',
    'owner': 'owner_name', 'source': 'source_table',
} %}
-- Each metric that some threshold names, in each scope that it names it for.
with thresholds as (

    select
        metric,
        scope
    from {{ ref('drift_thresholds') }}
    group by metric, scope

),

metrics as (

    select * from {{ ref('chk_drift__metrics') }}

),

amounts as (

    select * from {{ ref('chk_drift__amounts') }}

),

as_ofs as (

    select * from {{ ref('int_time__as_ofs') }}
    where as_of = 'latest'

),

-- Once over the many amounts; the scopes share the few sums.
cells as (

    select
        kind,
        step,
        name,
        account_id,
        ultimate_parent_id,
        owner_name,
        source_table,
        sum(amount) as amount,
        sum(abs(amount)) as gross_amount,
        case
            when name = 'quarantined_rows' then cast(sum(amount) as bigint)
            else count(*)
        end as findings,
        max(age_days) as age_days
    from amounts
    group by kind, step, name, account_id, ultimate_parent_id, owner_name, source_table

),

scoped as (

    {% for scope, column in scopes.items() -%}
    select
        metrics.metric,
        '{{ scope }}' as scope_type,
        {{ "'total'" if scope == 'total' else 'cells.' ~ column }} as scope_id,
        metrics.kind,
        cells.amount,
        cells.gross_amount,
        cells.findings,
        cells.age_days
    from thresholds
    inner join metrics
        on thresholds.metric = metrics.metric
    inner join cells
        on metrics.kind = cells.kind
        and metrics.step = cells.step
        and metrics.name = cells.name
    where thresholds.scope = '{{ scope }}'
    union all
    {% endfor -%}
    -- Nothing found at all is a measure too: zero.
    select thresholds.metric, 'total', 'total', 'none', null, null, 0, null
    from thresholds
    where thresholds.scope = 'total'

),

final as (

    select
        as_ofs.as_of_at,
        scoped.metric,
        scoped.scope_type,
        scoped.scope_id,
        cast(coalesce(
            sum(case when scoped.kind <> 'base' then scoped.amount end), 0
        ) as decimal(18, 2)) as amount,
        cast(coalesce(
            sum(case when scoped.kind <> 'base' then scoped.gross_amount end), 0
        ) as decimal(18, 2)) as gross_amount,
        cast(sum(
            case when scoped.kind <> 'base' then scoped.findings else 0 end
        ) as bigint) as findings,
        cast(max(
            case when scoped.kind <> 'base' then scoped.age_days end
        ) as decimal(18, 4)) as age_days,
        cast(sum(
            case when scoped.kind = 'base' then scoped.amount end
        ) as decimal(18, 2)) as base_amount
    from scoped
    cross join as_ofs
    where scoped.scope_id is not null
    group by as_ofs.as_of_at, scoped.metric, scoped.scope_type, scoped.scope_id

)

select * from final
