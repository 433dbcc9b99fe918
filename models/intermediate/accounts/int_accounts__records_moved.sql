with

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

remembered as (
    select * from {{ ref('int_accounts__ids_remembered') }}
),

before as (
    select
        record_key,
        account_id
    from remembered
    where next_run_number is null
),

ids_before as (
    select account_id
    from before
    group by account_id
),

ids_now as (
    select account_id
    from assigned
    group by account_id
),

final as (
    select
        assigned.record_key,
        before.account_id as previous_account_id,
        assigned.account_id,
        case
            when assigned.account_id not in (select ids_before.account_id from ids_before)
                then 'split'
            when before.account_id not in (select ids_now.account_id from ids_now) then 'joined'
            else 'moved'
        end as kind
    from assigned
    inner join before
        on assigned.record_key = before.record_key
    where assigned.account_id <> before.account_id
)

select * from final
