with

parents_declared as (
    select * from {{ ref('int_accounts__parents_declared') }}
),

final as (
    select
        account_id,
        parent_account_id,
        source_system,
        system_role,
        known_from
    from parents_declared
    where claim_rank = 1
)

select * from final
