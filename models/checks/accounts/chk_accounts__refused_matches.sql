with

records as (
    select * from {{ ref('int_accounts__records_normalised') }}
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

match_keys as (
    select * from {{ ref('int_accounts__match_keys_collected') }}
),

pairs_apart as (
    select * from {{ ref('int_accounts__pairs_apart') }}
    where reason = 'steward'
),

accounts_of_keys as (
    select
        match_keys.rung,
        match_keys.match_key,
        assigned.account_id
    from match_keys
    inner join assigned
        on match_keys.record_key = assigned.record_key
    group by
        match_keys.rung,
        match_keys.match_key,
        assigned.account_id
),

accounts_apart as (
    select
        assigned.account_id,
        other_assigned.account_id as other_account_id
    from pairs_apart
    inner join assigned
        on pairs_apart.record_key = assigned.record_key
    inner join assigned as other_assigned
        on pairs_apart.other_record_key = other_assigned.record_key
    group by
        assigned.account_id,
        other_assigned.account_id
),

-- Each pair both ways round, as it is counted below.
pairs_decided as (
    select
        one.rung,
        one.match_key,
        count(*) as pairs
    from accounts_of_keys as one
    inner join accounts_apart
        on one.account_id = accounts_apart.account_id
    inner join accounts_of_keys as other
        on accounts_apart.other_account_id = other.account_id
        and one.rung = other.rung
        and one.match_key = other.match_key
    group by
        one.rung,
        one.match_key
),

-- Where stewards have told all accounts of a key apart, nothing is left to say.
keys_across_accounts as (
    select
        accounts_of_keys.rung,
        accounts_of_keys.match_key
    from accounts_of_keys
    left join pairs_decided
        on accounts_of_keys.rung = pairs_decided.rung
        and accounts_of_keys.match_key = pairs_decided.match_key
    group by
        accounts_of_keys.rung,
        accounts_of_keys.match_key,
        pairs_decided.pairs
    having
        count(*) > 1
        and count(*) * (count(*) - 1) > coalesce(pairs_decided.pairs, 0)
),

-- Records that share a key and yet are not one account: uniting them would break a rule.
final as (
    select
        match_keys.rung,
        match_keys.match_key,
        'match_refused' as rule,
        match_keys.record_key,
        records.source_system,
        records.source_account_id as source_record_id,
        assigned.account_id,
        match_keys.claim as detail
    from match_keys
    inner join keys_across_accounts
        on match_keys.rung = keys_across_accounts.rung
        and match_keys.match_key = keys_across_accounts.match_key
    inner join records
        on match_keys.record_key = records.record_key
    inner join assigned
        on match_keys.record_key = assigned.record_key
)

select * from final
