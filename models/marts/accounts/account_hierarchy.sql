with

ancestors as (
    select * from {{ ref('int_accounts__ancestors_listed') }}
),

accounts as (
    select * from {{ ref('accounts') }}
),

final as (
    select
        ancestors.account_id,
        ancestors.ancestor_id,
        cast(ancestors.depth as integer) as depth,
        cast(ancestors.valid_from as timestamp) as valid_from,
        cast(null as timestamp) as valid_to,
        ancestors.source_system
    from ancestors
    inner join accounts
        on ancestors.account_id = accounts.account_id
)

select * from final
