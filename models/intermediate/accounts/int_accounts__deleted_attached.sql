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

deleted_records as (
    select * from records
    where standing = 'deleted'
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
    select * from named_by_deleted
    union all
    select * from naming_deleted
    union all
    select * from same_tax_id
),

-- Two living accounts on one rung leave the question open: then weaker evidence must not settle it.
by_rung as (
    select
        candidates.record_key,
        candidates.rung_order,
        min(accounts_joined.account_key) as account_key,
        max(accounts_joined.account_key) as other_account_key
    from candidates
    inner join accounts_joined
        on candidates.live_record_key = accounts_joined.record_key
    group by
        candidates.record_key,
        candidates.rung_order
),

strongest_rung as (
    select
        record_key,
        min(rung_order) as rung_order
    from by_rung
    group by record_key
),

final as (
    select
        by_rung.record_key,
        by_rung.account_key
    from by_rung
    inner join strongest_rung
        on by_rung.record_key = strongest_rung.record_key
        and by_rung.rung_order = strongest_rung.rung_order
    where by_rung.account_key = by_rung.other_account_key
)

select * from final
