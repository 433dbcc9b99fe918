{#
    The groups of accounts that the keys of a rung lead to, where stewards keep some apart, as CTEs of `join_accounts`. Of two that share
    a key the one that it names keeps it; else the one that more of the others are kept apart from loses it, or both where it is as many.
    Two that hang together over several keys leave their group in the same way, which is found anew without them. All but the first
    grouping works on the few accounts that a steward named.
    Arguments: match_keys (CTE: match_key, record_key, is_named), accounts_so_far (CTE: record_key, account_key), pairs_apart
    (int_accounts__pairs_apart).
    Returns CTEs, the last without a comma, of which others are to read `groups` (account_key, joined_key: the smallest account reached)
    and `withdrawn` (account_key: lost a key or left a group).
#}
{% macro groups_apart(match_keys, accounts_so_far, pairs_apart) %}
accounts_apart {{ tieout.as_materialized() }} (
    select
        accounts.account_key,
        other_accounts.account_key as other_account_key
    from {{ pairs_apart }} as pairs_apart
    inner join {{ accounts_so_far }} as accounts
        on pairs_apart.record_key = accounts.record_key
    inner join {{ accounts_so_far }} as other_accounts
        on pairs_apart.other_record_key = other_accounts.record_key
    where
        pairs_apart.reason = 'steward'
        and accounts.account_key <> other_accounts.account_key
    group by
        accounts.account_key,
        other_accounts.account_key
),

claims {{ tieout.as_materialized() }} (
    select
        match_keys.match_key,
        accounts_apart.account_key,
        max(case when match_keys.is_named then 1 else 0 end) as is_named
    from accounts_apart
    inner join {{ accounts_so_far }} as accounts
        on accounts_apart.account_key = accounts.account_key
    inner join {{ match_keys }} as match_keys
        on accounts.record_key = match_keys.record_key
    group by
        match_keys.match_key,
        accounts_apart.account_key
),

claims_lost {{ tieout.as_materialized() }} (
    select
        match_key,
        account_key
    from (
        select
            claims.match_key,
            claims.account_key,
            claims.is_named,
            other_claims.is_named as other_is_named,
            count(*) over (partition by claims.match_key, claims.account_key) as conflicts,
            count(*) over (partition by claims.match_key, other_claims.account_key) as other_conflicts
        from claims
        inner join accounts_apart
            on claims.account_key = accounts_apart.account_key
        inner join claims as other_claims
            on accounts_apart.other_account_key = other_claims.account_key
            and claims.match_key = other_claims.match_key
    ) as claims_met
    where is_named = 0 and (other_is_named = 1 or conflicts >= other_conflicts)
    group by
        match_key,
        account_key
),

keys_kept as (
    select
        match_keys.match_key,
        match_keys.record_key
    from {{ match_keys }} as match_keys
    left join (
        select
            claims_lost.match_key,
            accounts.record_key
        from claims_lost
        inner join {{ accounts_so_far }} as accounts
            on claims_lost.account_key = accounts.account_key
    ) as lost
        on match_keys.match_key = lost.match_key
        and match_keys.record_key = lost.record_key
    where lost.match_key is null
),

-- Labels only ever fall to the smallest, so the order of rows plays no part.
groups_found {{ tieout.as_materialized() }} (
    select
        reach.account_key,
        reach.joined_key
    from {{ tieout.joined_keys('keys_kept', accounts_so_far) }} as reach
),

leaving {{ tieout.as_materialized() }} (
    select
        account_key,
        joined_key
    from (
        select
            groups_found.account_key,
            groups_found.joined_key,
            count(*) over (partition by accounts_apart.account_key) as conflicts,
            count(*) over (partition by accounts_apart.other_account_key) as other_conflicts
        from accounts_apart
        inner join groups_found
            on accounts_apart.account_key = groups_found.account_key
        inner join groups_found as other_groups
            on accounts_apart.other_account_key = other_groups.account_key
            and groups_found.joined_key = other_groups.joined_key
    ) as groups_met
    where conflicts >= other_conflicts
    group by
        account_key,
        joined_key
),

keys_staying {{ tieout.as_materialized() }} (
    select
        keys_kept.match_key,
        keys_kept.record_key
    from groups_found
    inner join {{ accounts_so_far }} as accounts
        on groups_found.account_key = accounts.account_key
    inner join keys_kept
        on accounts.record_key = keys_kept.record_key
    left join leaving
        on groups_found.account_key = leaving.account_key
    where
        groups_found.joined_key in (select joined_key from leaving)
        and leaving.account_key is null
),

groups {{ tieout.as_materialized() }} (
    select
        groups_found.account_key,
        groups_found.joined_key
    from groups_found
    left join leaving
        on groups_found.joined_key = leaving.joined_key
    where leaving.joined_key is null

    union all

    select
        reach.account_key,
        reach.joined_key
    from {{ tieout.joined_keys('keys_staying', accounts_so_far) }} as reach
),

withdrawn as (
    select account_key
    from claims_lost
    union
    select account_key
    from leaving
)
{% endmacro %}
