with

account_ids as (
    select * from {{ ref('account_ids') }}
),

match_methods as (
    select * from {{ ref('match_methods') }}
),

moves as (
    select
        account_ids.*,
        row_number() over (
            partition by
                account_ids.run_number,
                account_ids.previous_account_id,
                account_ids.account_id
            order by
                match_methods.rung_order asc nulls last,
                account_ids.record_key asc
        ) as evidence_order
    from account_ids
    left join match_methods
        on account_ids.match_method = match_methods.match_method
    where account_ids.previous_account_id is not null
),

last_run as (
    select max(run_number) as run_number
    from account_ids
),

final as (
    select
        {{ surrogate_id([
            "'account merge'", 'moves.run_number', 'moves.previous_account_id', 'moves.account_id',
        ]) }} as account_merge_id,
        moves.run_number,
        moves.as_of_at,
        moves.run_number = last_run.run_number as is_latest,
        moves.kind,
        moves.previous_account_id as from_account_id,
        moves.account_id as to_account_id,
        count(*) as records_moved,
        max(case when moves.evidence_order = 1 then moves.match_method end) as match_method,
        coalesce(
            max(case when moves.evidence_order = 1 then moves.evidence end),
            'nothing ties them to the rest of the account any more'
        ) as evidence
    from moves
    cross join last_run
    group by
        moves.run_number,
        moves.as_of_at,
        last_run.run_number,
        moves.kind,
        moves.previous_account_id,
        moves.account_id
)

select * from final
