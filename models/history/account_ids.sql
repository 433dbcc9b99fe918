{{ config(incremental_strategy='append') }}
-- Which account each record was given, run by run: a row where that is another than before.
with

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

remembered as (
    select * from {{ ref('int_accounts__ids_remembered') }}
),

moves as (
    select * from {{ ref('int_accounts__moves_explained') }}
),

-- None for a run of the past: it reads the ids of the present, and leaves them as they are.
runs as (
    select *
    from
        {{ history_run(
            ref('int_accounts__ids_remembered'), ref('int_time__as_ofs'), ref('int_time__source_loads')
        ) }} as runs_that_add
),

known as (
    select record_key
    from remembered
    group by record_key
),

changed as (
    select
        record_key,
        account_id,
        previous_account_id,
        kind,
        match_method,
        evidence
    from moves
    union all
    select
        assigned.record_key,
        assigned.account_id,
        null as previous_account_id,
        'first' as kind,
        null as match_method,
        null as evidence
    from assigned
    left join known
        on assigned.record_key = known.record_key
    where known.record_key is null
),

final as (
    select
        changed.record_key,
        changed.account_id,
        changed.previous_account_id,
        runs.run_number,
        runs.as_of_at,
        changed.kind,
        changed.match_method,
        changed.evidence
    from changed
    cross join runs
)

select * from final
