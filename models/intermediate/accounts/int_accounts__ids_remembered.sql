{%- set columns = {
    'record_key': 'varchar', 'account_id': 'varchar', 'previous_account_id': 'varchar', 'run_number': 'integer',
    'as_of_at': 'timestamp', 'kind': 'varchar', 'match_method': 'varchar', 'evidence': 'varchar'
} -%}
-- What earlier runs gave, read before this run adds to it.
with

account_ids as (
    select * from {{ account_history('account_ids', columns) }}
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
