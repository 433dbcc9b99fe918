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

accounts_so_far as (
    select * from {{ ref('int_accounts__domains_joined') }}
),

match_keys as (
    select * from all_match_keys
    where rung = 'name_country'
),
{{ join_accounts('accounts_so_far', 'match_keys', 'records', 'parents') }}

select * from final
