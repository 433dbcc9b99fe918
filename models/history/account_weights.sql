{{ config(incremental_strategy='append') }}
-- The weights that records were compared with, run by run: rows where they were estimated anew.
with

weights_chosen as (
    select * from {{ ref('int_accounts__weights_chosen') }}
),

-- None for a run of the past: its weights are not those of the present.
runs as (
    select *
    from
        {{ history_run(
            ref('int_accounts__weights_remembered'), ref('int_time__as_ofs'), ref('int_time__source_loads')
        ) }} as runs_that_add
),

-- The intercept is estimated if anything is.
estimations as (
    select comparison as estimated_comparison
    from weights_chosen
    where comparison = 'intercept' and is_estimated and not is_remembered
),

final as (
    select
        weights_chosen.comparison,
        weights_chosen.level,
        weights_chosen.weight,
        weights_chosen.hand_weight,
        weights_chosen.caution,
        weights_chosen.labelled_pairs,
        weights_chosen.labelled_matches,
        runs.run_number,
        runs.as_of_at
    from weights_chosen
    cross join estimations
    cross join runs
)

select * from final
