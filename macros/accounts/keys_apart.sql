{#
    Which keys of a rung stay with which records, where stewards keep accounts apart that share one, as the first CTEs of `groups_apart`.
    Arguments: match_keys (CTE: match_key, record_key, is_named), accounts_so_far (CTE: record_key, account_key), pairs_apart
    (int_accounts__pairs_apart).
    Returns CTEs, the last without a comma: accounts_apart (account_key, other_account_key, both ways round), claims, claims_lost
    (match_key, account_key) and keys_kept (match_key, record_key).
#}
{% macro keys_apart(match_keys, accounts_so_far, pairs_apart) %}
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
)
{% endmacro %}
