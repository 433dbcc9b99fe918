with

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

records as (
    select * from {{ ref('int_accounts__records_known') }}
),

parents as (
    select * from {{ ref('int_accounts__parents_settled') }}
),

themselves as (
    select
        assigned.account_id,
        assigned.account_id as ancestor_id,
        0 as depth,
        min(records.known_from) as valid_from,
        cast(null as varchar) as source_system
    from assigned
    inner join records
        on assigned.record_key = records.record_key
    group by assigned.account_id
),

above as (
    select
        reach.account_id,
        reach.ancestor_id,
        reach.depth,
        reach.known_from as valid_from,
        parents.source_system
    from {{ ancestors_of(ref('int_accounts__parents_settled')) }} as reach
    inner join parents
        on reach.account_id = parents.account_id
),

united as (
    select * from themselves
    union all
    select * from above
),

final as (
    select
        account_id,
        ancestor_id,
        depth,
        valid_from,
        source_system,
        row_number() over (
            partition by account_id
            order by depth desc, ancestor_id asc
        ) = 1 as is_ultimate
    from united
)

select * from final
