with

clustered as (
    select * from {{ ref('int_accounts__records_clustered') }}
),

kept as (
    select * from {{ ref('int_accounts__ids_kept') }}
),

remembered as (
    select * from {{ ref('int_accounts__ids_remembered') }}
),

without_id as (
    select clustered.cluster_key
    from clustered
    left join kept
        on clustered.cluster_key = kept.cluster_key
    where
        clustered.record_key = clustered.cluster_key
        and kept.cluster_key is null
),

-- A new id is made of the smallest record. Every id that was ever made of it was once that
-- record's, so one attempt more than it has had ids is always free.
attempts as (
    select
        without_id.cluster_key,
        1 as attempt,
        {{ surrogate_id(["'account'", 'without_id.cluster_key']) }} as account_id
    from without_id
    union all
    select
        numbered.cluster_key,
        numbered.attempt,
        {{ surrogate_id(["'account'", 'numbered.cluster_key', 'numbered.attempt']) }} as account_id
    from (
        select
            without_id.cluster_key,
            1 + row_number() over (
                partition by without_id.cluster_key
                order by remembered.run_number
            ) as attempt
        from without_id
        inner join remembered
            on without_id.cluster_key = remembered.record_key
    ) as numbered
),

taken as (
    select account_id
    from remembered
    group by account_id
),

free as (
    select
        attempts.cluster_key,
        attempts.account_id,
        row_number() over (partition by attempts.cluster_key order by attempts.attempt) as choice
    from attempts
    left join taken
        on attempts.account_id = taken.account_id
    where taken.account_id is null
),

given as (
    select
        cluster_key,
        account_id
    from kept
    union all
    select
        cluster_key,
        account_id
    from free
    where choice = 1
),

final as (
    select
        clustered.record_key,
        given.account_id,
        clustered.is_in_account
    from clustered
    inner join given
        on clustered.cluster_key = given.cluster_key
)

select * from final
