{#
    The groups of accounts that the keys of a rung lead to, where stewards keep some apart, as CTEs of `join_accounts`. Of two that share
    a key the one that it names keeps it; else the one that more of the others are kept apart from loses it, or both where it is as many.
    Two that hang together over several keys leave their group in the same way, which is found anew without them. All but the first
    grouping works on the few accounts that a steward named.
    Arguments: match_keys (CTE: match_key, record_key, is_named), accounts_so_far (CTE: record_key, account_key), pairs_apart
    (int_accounts__pairs_apart).
    Returns CTEs (those of `keys_apart` first), the last without a comma, of which others are to read `groups` (account_key, joined_key: the smallest account reached)
    and `withdrawn` (account_key: lost a key or left a group).
#}
{% macro groups_apart(match_keys, accounts_so_far, pairs_apart) %}
{{ tieout.keys_apart(match_keys, accounts_so_far, pairs_apart) }},

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
