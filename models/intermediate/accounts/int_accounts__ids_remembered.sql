-- What earlier runs gave, read before this run adds to it.
with

account_ids as (
    select * from {{ account_history() }}
),

final as (
    select
        record_key,
        account_id,
        run_number,
        as_of_at,
        lead(run_number) over (partition by record_key order by run_number) as next_run_number
    from account_ids
)

select * from final
