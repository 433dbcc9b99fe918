with

parents as (
    select * from {{ ref('int_accounts__parents_chosen') }}
),

cycles as (
    select * from {{ ref('int_accounts__cycles_found') }}
),

final as (
    select
        parents.account_id,
        parents.parent_account_id,
        parents.source_system,
        parents.known_from
    from parents
    left join cycles
        on parents.account_id = cycles.account_id
        and cycles.is_dropped
    where cycles.account_id is null
)

select * from final
