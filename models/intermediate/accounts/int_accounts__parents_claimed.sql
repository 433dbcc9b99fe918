with

records as (
    select * from {{ ref('int_accounts__records_known') }}
),

holders as (
    select * from {{ ref('int_accounts__records_held') }}
),

-- A merged record's own parent fell with it; a parent that was merged is its survivor.
final as (
    select
        records.record_key,
        records.source_system,
        records.system_role,
        records.known_from,
        parent_holders.holder_record_key as parent_record_key
    from records
    inner join holders
        on records.record_key = holders.record_key
    inner join holders as parent_holders
        on records.source_system || ':'
        || {{ comparable_id('records.parent_source_account_id') }} = parent_holders.record_key
    where
        holders.standing = 'live'
        and parent_holders.holder_record_key <> records.record_key
)

select * from final
