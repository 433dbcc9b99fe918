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

keys_across_accounts as (
    select
        match_keys.rung,
        match_keys.match_key
    from match_keys
    inner join assigned
        on match_keys.record_key = assigned.record_key
    group by
        match_keys.rung,
        match_keys.match_key
    having count(distinct assigned.account_id) > 1
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
