with

records as (
    select * from {{ ref('int_accounts__records_normalised') }}
),

parents as (
    select * from {{ ref('int_accounts__parents_claimed') }}
),

all_match_keys as (
    select * from {{ ref('int_accounts__match_keys_collected') }}
),

-- The ladder starts with every live record as an account of its own.
accounts_so_far as (
    select
        record_key,
        record_key as account_key
    from records
    where standing = 'live'
),

match_keys as (
    select * from all_match_keys
    where rung = 'native_id'
),
{{ join_accounts('accounts_so_far', 'match_keys', 'records', 'parents', tax_scope='system') }}

select * from final
