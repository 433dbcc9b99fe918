with

parents as (
    select * from {{ ref('int_accounts__parents_chosen') }}
),

ancestors as (
    select
        reach.account_id,
        reach.ancestor_id
    from {{ ancestors_of(ref('int_accounts__parents_chosen')) }} as reach
),

on_cycle as (
    select account_id
    from ancestors
    where account_id = ancestor_id
    group by account_id
),

-- Whoever sits on a circle has exactly the members of the circle as ancestors.
cycles as (
    select
        ancestors.account_id,
        min(ancestors.ancestor_id) as cycle_key
    from ancestors
    inner join on_cycle
        on ancestors.account_id = on_cycle.account_id
    group by ancestors.account_id
),

ranked as (
    select
        cycles.cycle_key,
        parents.account_id,
        parents.parent_account_id,
        parents.source_system,
        parents.known_from,
        row_number() over (
            partition by cycles.cycle_key
            order by
                {{ parent_precedence('parents.system_role') }} desc,
                parents.known_from desc nulls last,
                parents.account_id asc
        ) as drop_rank
    from parents
    inner join cycles
        on parents.account_id = cycles.account_id
),

-- One link less opens the circle: the one that is believed least and came last.
final as (
    select
        cycle_key,
        account_id,
        parent_account_id,
        source_system,
        known_from,
        drop_rank = 1 as is_dropped
    from ranked
)

select * from final
