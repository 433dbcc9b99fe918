with

records as (
    select * from {{ ref('int_accounts__records_normalised') }}
),

references_resolved as (
    select * from {{ ref('int_accounts__references_resolved') }}
),

accounts_joined as (
    select * from {{ ref('int_accounts__clusters_united') }}
),

bound as (
    select * from {{ ref('int_accounts__records_bound') }}
),

pairs_apart as (
    select * from {{ ref('int_accounts__pairs_apart') }}
    where reason = 'steward'
),

-- What stewards bind to each other goes one way.
deleted_records as (
    select
        records.*,
        coalesce(bound.account_key, records.record_key) as bound_key
    from records
    left join bound
        on records.record_key = bound.record_key
    where records.standing = 'deleted'
),

-- Only strong evidence ties a deleted record to a living account: a reference, or the tax id.
named_by_deleted as (
    select
        1 as rung_order,
        deleted_records.record_key,
        references_resolved.target_record_key as live_record_key
    from deleted_records
    inner join references_resolved
        on deleted_records.record_key = references_resolved.record_key
    where references_resolved.outcome = 'names_live_record'
),

naming_deleted as (
    select
        1 as rung_order,
        deleted_records.record_key,
        referring.holder_record_key as live_record_key
    from deleted_records
    inner join references_resolved
        on deleted_records.record_key = references_resolved.target_record_key
    inner join records as referring
        on references_resolved.record_key = referring.record_key
),

same_tax_id as (
    select
        2 as rung_order,
        deleted_records.record_key,
        records.record_key as live_record_key
    from deleted_records
    inner join records
        on deleted_records.tax_id = records.tax_id
        and deleted_records.country_code = records.country_code
    where records.standing = 'live'
),

candidates as (
    select
        0 as rung_order,
        record_key,
        bound_key as live_record_key
    from deleted_records
    union all
    select * from named_by_deleted
    union all
    select * from naming_deleted
    union all
    select * from same_tax_id
),

accounts_barred as (
    select
        pairs_apart.record_key as bound_key,
        accounts_joined.account_key
    from pairs_apart
    inner join accounts_joined
        on pairs_apart.other_record_key = accounts_joined.record_key
),

-- Two living accounts on one rung leave the question open: then weaker evidence must not settle it.
by_rung as (
    select
        deleted_records.bound_key,
        candidates.rung_order,
        min(candidates.rung_order) over (partition by deleted_records.bound_key) as strongest_rung,
        min(accounts_joined.account_key) as account_key,
        max(accounts_joined.account_key) as other_account_key
    from candidates
    inner join deleted_records
        on candidates.record_key = deleted_records.record_key
    inner join accounts_joined
        on candidates.live_record_key = accounts_joined.record_key
    left join accounts_barred
        on deleted_records.bound_key = accounts_barred.bound_key
        and accounts_joined.account_key = accounts_barred.account_key
    where accounts_barred.bound_key is null
    group by
        deleted_records.bound_key,
        candidates.rung_order
),

led as (
    select
        bound_key,
        account_key
    from by_rung
    where rung_order = strongest_rung and account_key = other_account_key
),

-- Of two that are kept apart and lead to one account, neither is taken.
met as (
    select led.bound_key
    from pairs_apart
    inner join led
        on pairs_apart.record_key = led.bound_key
    inner join led as others
        on pairs_apart.other_record_key = others.bound_key
        and led.account_key = others.account_key
),

final as (
    select
        deleted_records.record_key,
        led.account_key
    from deleted_records
    inner join led
        on deleted_records.bound_key = led.bound_key
    left join met
        on led.bound_key = met.bound_key
    where met.bound_key is null
)

select * from final
