{%- set still = 2147483647 -%}
with clustered as (
    select * from {{ ref('int_accounts__records_clustered') }}
),

remembered as (
    select * from {{ ref('int_accounts__ids_remembered') }}
),

held as (
    select
        clustered.cluster_key,
        remembered.account_id,
        count(*) over (partition by clustered.cluster_key) = 1
        and count(*) over (partition by remembered.account_id) = 1 as is_settled
    from clustered
    inner join remembered
        on clustered.record_key = remembered.record_key
    where remembered.next_run_number is null
    group by
        clustered.cluster_key,
        remembered.account_id
),

-- Nearly all clusters are settled: the records that have the id are together and without records of
-- another id. Of the others: each record with each id that it ever had.
tenures as (
    select
        clustered.cluster_key,
        clustered.is_in_account,
        clustered.record_key,
        remembered.account_id,
        min(remembered.run_number) as joined_run,
        max(case when remembered.next_run_number is null then remembered.run_number end)
            as current_run,
        max(coalesce(remembered.next_run_number, {{ still }})) as left_run
    from clustered
    inner join held
        on clustered.cluster_key = held.cluster_key and not held.is_settled
    inner join remembered
        on clustered.record_key = remembered.record_key
    group by
        clustered.cluster_key,
        clustered.is_in_account,
        clustered.record_key,
        remembered.account_id
),

lives as (
    select
        account_id,
        account_id in (select held.account_id from held) as is_living,
        min(run_number) as first_run,
        max(next_run_number) as end_run
    from remembered
    where account_id in (select tenures.account_id from tenures)
    group by account_id
),

-- A record is an id's own if it came with the id, or the id began with it. Who came along with an
-- id that retired then is that one's.
placed as (
    select
        tenures.*,
        lives.is_living,
        lives.first_run,
        lives.end_run,
        tenures.joined_run = lives.first_run
        or tenures.joined_run = min(tenures.joined_run) over (partition by tenures.record_key)
            as is_own,
        max(case when not lives.is_living and tenures.left_run = lives.end_run then 1 else 0 end)
            over (partition by tenures.record_key) as was_taken_in
    from tenures
    inner join lives
        on tenures.account_id = lives.account_id
),

-- Who came after an id took in another may belong to either.
taken_in as (
    select
        account_id,
        max(case when was_taken_in = 1 then current_run end) as last_taken_in_run
    from placed
    group by account_id
),

measured as (
    select
        placed.cluster_key,
        placed.account_id,
        placed.is_in_account,
        placed.is_living,
        placed.first_run,
        placed.end_run,
        count(
            case
                when placed.is_own and placed.was_taken_in = 0 and placed.current_run is not null
                    and placed.joined_run < coalesce(taken_in.last_taken_in_run, {{ still }}) then 1
            end
        ) as own_records,
        count(placed.current_run) as records,
        count(case when placed.is_own then 1 end) as ever_own_records,
        count(*) as ever_records,
        max(placed.left_run) as held_until_run
    from placed
    inner join taken_in
        on placed.account_id = taken_in.account_id
    group by
        placed.cluster_key,
        placed.account_id,
        placed.is_in_account,
        placed.is_living,
        placed.first_run,
        placed.end_run
),

final as (
    select
        cluster_key,
        account_id,
        false as is_settled,
        is_in_account,
        is_living,
        first_run,
        end_run,
        own_records,
        records,
        ever_own_records,
        ever_records,
        held_until_run
    from measured
    union all
    select
        cluster_key,
        account_id,
        true as is_settled,
        null as is_in_account,
        true as is_living,
        null as first_run,
        null as end_run,
        null as own_records,
        null as records,
        null as ever_own_records,
        null as ever_records,
        null as held_until_run
    from held
    where is_settled
)

select * from final
