with

clustered as (
    select * from {{ ref('int_accounts__records_clustered') }}
),

remembered as (
    select * from {{ ref('int_accounts__ids_remembered') }}
),

overlapping as (
    select * from {{ ref('int_accounts__ids_overlapping') }}
),

retired as (
    select
        account_id,
        first_run,
        end_run
    from overlapping
    where not is_living
    group by
        account_id,
        first_run,
        end_run
),

-- The records that a retired id had last. Its own are those that came with it, or that it began
-- with.
last_members as (
    select
        retired.account_id,
        remembered.record_key,
        case
            when
                min(case when earlier.account_id = retired.account_id then earlier.run_number end)
                in (retired.first_run, min(earlier.run_number)) then 1
            else 0
        end as is_own
    from remembered
    inner join retired
        on remembered.account_id = retired.account_id
        and remembered.next_run_number = retired.end_run
    inner join remembered as earlier
        on remembered.record_key = earlier.record_key
    group by
        retired.account_id,
        retired.first_run,
        remembered.record_key
),

last_places as (
    select
        last_members.account_id,
        clustered.cluster_key,
        last_members.is_own,
        count(*) as records,
        sum(count(*)) over (partition by last_members.account_id, last_members.is_own)
            as all_records,
        max(last_members.is_own) over (partition by last_members.account_id) as has_own
    from last_members
    inner join clustered
        on last_members.record_key = clustered.record_key
    group by
        last_members.account_id,
        clustered.cluster_key,
        last_members.is_own
),

-- A living id asks for the cluster with most of its records: living records before deleted ones,
-- its own before those that it took in.
asked_by_living as (
    select
        overlapping.*,
        row_number() over (
            partition by overlapping.account_id
            order by
                overlapping.is_in_account desc,
                overlapping.own_records desc,
                overlapping.records desc,
                overlapping.cluster_key asc
        ) as choice
    from overlapping
    where overlapping.is_living and not overlapping.is_settled and overlapping.records > 0
),

-- A retired id asks for the cluster with more than half of its last records, its own if it has any.
asked as (
    select
        cluster_key,
        account_id
    from asked_by_living
    where choice = 1
    union all
    select
        cluster_key,
        account_id
    from last_places
    where is_own = has_own and records * 2 > all_records
),

-- The cluster takes the one that most of its records have or had.
ranked as (
    select
        overlapping.cluster_key,
        overlapping.account_id,
        row_number() over (
            partition by overlapping.cluster_key
            order by
                overlapping.ever_records desc,
                overlapping.ever_own_records desc,
                overlapping.records desc,
                overlapping.held_until_run desc,
                overlapping.first_run asc,
                overlapping.account_id asc
        ) as choice
    from overlapping
    inner join asked
        on overlapping.cluster_key = asked.cluster_key
        and overlapping.account_id = asked.account_id
    where not overlapping.is_settled
),

final as (
    select
        cluster_key,
        account_id
    from ranked
    where choice = 1
    union all
    select
        cluster_key,
        account_id
    from overlapping
    where is_settled
)

select * from final
