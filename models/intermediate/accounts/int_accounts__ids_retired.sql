{%- set still = 2147483647 -%}
with

account_ids as (
    select * from {{ ref('account_ids') }}
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

living as (
    select account_id
    from assigned
    where is_in_account
    group by account_id
),

-- When each record stopped having an id that is no account any more. Records that the extracts do
-- not hold say nothing, unless there are no others.
stays as (
    select
        account_ids.account_id,
        account_ids.record_key,
        coalesce(
            min(later.run_number), case when assigned.record_key is null then 0 else {{ still }} end
        ) as end_run
    from account_ids
    left join living
        on account_ids.account_id = living.account_id
    left join assigned
        on account_ids.record_key = assigned.record_key
    left join account_ids as later
        on account_ids.record_key = later.record_key
        and account_ids.run_number < later.run_number
    where living.account_id is null
    group by
        account_ids.account_id,
        account_ids.record_key,
        account_ids.run_number,
        assigned.record_key
),

last_stays as (
    select
        stays.*,
        max(stays.end_run) over (partition by stays.account_id) as id_end_run
    from stays
),

-- A record that the extracts do not hold any more is where it was last.
latest as (
    select
        record_key,
        account_id,
        row_number() over (partition by record_key order by run_number desc) as latest_order
    from account_ids
    where record_key in (select last_stays.record_key from last_stays)
),

final as (
    select
        last_stays.account_id as retired_account_id,
        nullif(last_stays.id_end_run, {{ still }}) as retired_run,
        coalesce(assigned.account_id, latest.account_id) as successor_id,
        max(case when living.account_id is null then 0 else 1 end) as is_living,
        max(case when assigned.account_id is null then 0 else 1 end) as is_present,
        count(*) as records,
        sum(count(*)) over (partition by last_stays.account_id) as all_records
    from last_stays
    inner join latest
        on last_stays.record_key = latest.record_key
        and latest.latest_order = 1
    left join assigned
        on last_stays.record_key = assigned.record_key
    left join living
        on assigned.account_id = living.account_id
    where last_stays.end_run = last_stays.id_end_run
    group by
        last_stays.account_id,
        last_stays.id_end_run,
        coalesce(assigned.account_id, latest.account_id)
)

select * from final
