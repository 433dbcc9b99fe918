with

accounts as (
    select * from {{ ref('int_conformed__accounts') }}
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

holders as (
    select * from {{ ref('int_accounts__records_held') }}
),

ancestors as (
    select * from {{ ref('int_accounts__ancestors_listed') }}
),

ids as (
    select
        accounts.source_system,
        accounts.source_account_id,
        accounts.source_system || ':' || {{ comparable_id('accounts.source_account_id') }}
            as record_key
    from accounts
    group by
        accounts.source_system,
        accounts.source_account_id
),

final as (
    select
        ids.source_system,
        ids.source_account_id,
        ids.record_key,
        assigned.account_id,
        ancestors.ancestor_id as ultimate_parent_id,
        holders.standing,
        assigned.is_in_account
    from ids
    inner join assigned
        on ids.record_key = assigned.record_key
    inner join holders
        on ids.record_key = holders.record_key
    inner join ancestors
        on assigned.account_id = ancestors.account_id
        and ancestors.is_ultimate
)

select * from final
