{#
    Which accounts hang together through shared keys, and through whom: the smallest label spreads over keys and accounts in
    turn, a fixed number of rounds (no recursion, so that it runs on any warehouse). A check proves that the rounds suffice.
    Only keys that hang together through an account need the rounds.
    Arguments: match_keys (relation or CTE: match_key, record_key), accounts_so_far (record_key, account_key), rounds (how many
    keys in a row are followed).
    Returns a relation in brackets, one row per account that shares a key: account_key, joined_key (smallest account reached).
#}
{% macro joined_keys(match_keys, accounts_so_far, rounds=8) %}
(
with

memberships as (
    select
        keys.match_key,
        accounts.account_key
    from {{ match_keys }} as keys
    inner join {{ accounts_so_far }} as accounts
        on keys.record_key = accounts.record_key
    group by
        keys.match_key,
        accounts.account_key
),

memberships_counted as (
    select
        match_key,
        account_key,
        count(*) over (partition by match_key) as accounts_sharing
    from memberships
),

shared as (
    select
        match_key,
        account_key,
        count(*) over (partition by account_key) as keys_shared
    from memberships_counted
    where accounts_sharing > 1
),

-- Where no account of a key has another shared key, its accounts are a group: most groups are found here.
grouped as (
    select
        match_key,
        account_key,
        max(keys_shared) over (partition by match_key) as most_keys_shared,
        min(account_key) over (partition by match_key) as smallest_account_key
    from shared
),

labels_0 as (
    select
        match_key,
        account_key,
        account_key as label
    from grouped
    where most_keys_shared > 1
)
{%- for round in range(1, rounds + 1) %},

labels_{{ round }}_keys {{ tieout.as_materialized() }} (
    select
        match_key,
        account_key,
        min(label) over (partition by match_key) as label
    from labels_{{ round - 1 }}
),

labels_{{ round }} {{ tieout.as_materialized() }} (
    select
        match_key,
        account_key,
        min(label) over (partition by account_key) as label
    from labels_{{ round }}_keys
)
{%- endfor %}

select
    account_key,
    smallest_account_key as joined_key
from grouped
where most_keys_shared = 1
union all
select
    account_key,
    min(label) as joined_key
from labels_{{ rounds }}
group by account_key
)
{% endmacro %}
