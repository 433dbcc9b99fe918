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

as_ofs as (
    select * from {{ ref('int_time__as_ofs') }}
),

source_loads as (
    select * from {{ ref('int_time__source_loads') }}
),

-- An as-of in the future knows no more than the extracts do.
newest as (
    select coalesce(max(loaded_at), max(last_changed_at)) as extracted_at
    from source_loads
),

present as (
    select least(as_ofs.as_of_at, coalesce(newest.extracted_at, as_ofs.as_of_at)) as as_of_at
    from as_ofs
    cross join newest
    where as_ofs.as_of = 'latest'
),

last_run as (
    select
        coalesce(max(run_number), 0) as run_number,
        max(as_of_at) as as_of_at
    from remembered
),

-- A run of the past reads the ids of the present, and leaves them as they are.
runs as (
    select
        present.as_of_at,
        last_run.run_number + 1 as run_number
    from present
    cross join last_run
    where coalesce(last_run.as_of_at <= present.as_of_at, true)
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
        cast(runs.run_number as integer) as run_number,
        runs.as_of_at,
        changed.kind,
        changed.match_method,
        changed.evidence
    from changed
    cross join runs
)

select * from final
