with

records as (
    select * from {{ ref('int_accounts__records_normalised') }}
),

accounts_joined as (
    select * from {{ ref('int_accounts__clusters_united') }}
),

deleted_attached as (
    select * from {{ ref('int_accounts__deleted_attached') }}
),

bound as (
    select * from {{ ref('int_accounts__records_bound') }}
),

-- A merged record goes where its survivor goes, a deleted one where its evidence leads, else it
-- stays alone, or with the deleted ones that a steward binds it to.
grouped as (
    select
        records.record_key,
        coalesce(
            accounts_joined.account_key,
            deleted_attached.account_key,
            bound.account_key,
            records.holder_record_key
        ) as group_key,
        accounts_joined.account_key is not null or deleted_attached.account_key is not null
            as is_in_account
    from records
    left join accounts_joined
        on records.holder_record_key = accounts_joined.record_key
    left join deleted_attached
        on records.holder_record_key = deleted_attached.record_key
    left join bound
        on records.holder_record_key = bound.record_key
),

-- Merged and deleted records count for the smallest key: a deletion must not rename the account.
smallest_keys as (
    select
        grouped.record_key,
        grouped.is_in_account,
        min(grouped.record_key) over (partition by grouped.group_key) as smallest_record_key
    from grouped
),

final as (
    select
        smallest_keys.record_key,
        {{ surrogate_id(["'account'", 'smallest_keys.smallest_record_key']) }} as account_id,
        smallest_keys.is_in_account
    from smallest_keys
)

select * from final
