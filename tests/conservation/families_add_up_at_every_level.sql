-- The bridge totals the same on the accounts themselves, on their ancestors at each level of the
-- families, and on the ultimate parents: every line, with every account counted once.
with bridge as (

    select * from {{ ref('revenue_bridge') }}
    where as_of = 'latest'

),

accounts as (

    select * from {{ ref('accounts') }}

),

account_hierarchy as (

    select * from {{ ref('account_hierarchy') }}

),

amounts as (

    select
        bridge.account_id,
        bridge.ultimate_parent_id,
        bridge.step,
        bridge.line,
        coalesce(accounts.level, 0) as own_level,
        sum(coalesce(bridge.amount_reporting, 0)) as amount
    from bridge
    left join accounts
        on bridge.account_id = accounts.account_id
    group by
        bridge.account_id, bridge.ultimate_parent_id, bridge.step, bridge.line,
        coalesce(accounts.level, 0)

),

-- 0 is the top; below its own level an account stands for itself.
levels as (

    select level from accounts
    group by level

),

ancestors as (

    select
        account_hierarchy.account_id,
        account_hierarchy.ancestor_id,
        accounts.level
    from account_hierarchy
    inner join accounts
        on account_hierarchy.ancestor_id = accounts.account_id

    union all

    -- Facts without an account, or on one that was deleted, have no family.
    select
        bridge.account_id,
        'unassigned' as ancestor_id,
        0 as level
    from bridge
    left join accounts
        on bridge.account_id = accounts.account_id
    where accounts.account_id is null
    group by bridge.account_id

),

rolled_up as (

    select
        levels.level,
        ancestors.ancestor_id,
        amounts.ultimate_parent_id,
        amounts.step,
        amounts.line,
        amounts.amount
    from amounts
    cross join levels
    inner join ancestors
        on amounts.account_id = ancestors.account_id
        and ancestors.level = least(amounts.own_level, levels.level)

),

totals as (

    select level, step, line, sum(amount) as amount from rolled_up
    group by level, step, line

),

own_totals as (

    select step, line, sum(amount) as amount from amounts
    group by step, line

)

select
    'level ' || cast(levels.level as varchar) as found,
    own_totals.step,
    own_totals.line,
    own_totals.amount,
    totals.amount as rolled_up_amount
from own_totals
cross join levels
left join totals
    on levels.level = totals.level
    and own_totals.step = totals.step
    and own_totals.line = totals.line
where own_totals.amount <> coalesce(totals.amount, 0)

union all

select
    'family ' || ancestor_id as found,
    step,
    line,
    amount,
    0 as rolled_up_amount
from rolled_up
where level = 0 and ancestor_id <> ultimate_parent_id
