{%- set columns = {
    'comparison': 'varchar', 'level': 'smallint', 'weight': 'decimal(9, 3)', 'hand_weight': 'decimal(9, 3)',
    'caution': 'decimal(9, 3)', 'labelled_pairs': 'bigint', 'labelled_matches': 'bigint', 'run_number': 'integer',
    'as_of_at': 'timestamp'
} -%}
-- What the last run that estimated weights gave, read before this run adds to it.
with

account_weights as (
    select * from {{ account_history('account_weights', columns) }}
),

last_run as (
    select max(run_number) as run_number
    from account_weights
),

final as (
    select
        account_weights.comparison,
        account_weights.level,
        account_weights.weight,
        account_weights.hand_weight,
        account_weights.caution,
        account_weights.labelled_pairs,
        account_weights.labelled_matches,
        account_weights.run_number,
        account_weights.as_of_at
    from account_weights
    inner join last_run
        on account_weights.run_number = last_run.run_number
)

select * from final
