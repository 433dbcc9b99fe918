with

records as (
    select * from {{ ref('int_accounts__records_known') }}
),

holders as (
    select * from {{ ref('int_accounts__records_held') }}
),

overrides as (
    select * from {{ ref('int_accounts__overrides_read') }}
),

-- A merged record's own parent fell with it; a parent that was merged is its survivor.
declared as (
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
    where holders.standing = 'live'
),

-- What a steward says of a merged record holds for its survivor.
decided as (
    select
        overrides.holder_record_key as record_key,
        'steward' as source_system,
        'steward' as system_role,
        max(cast(overrides.decided_on as timestamp)) as known_from,
        overrides.other_holder_record_key as parent_record_key
    from overrides
    inner join holders
        on overrides.holder_record_key = holders.record_key
    where overrides.decision = 'parent' and holders.standing = 'live'
    group by
        overrides.holder_record_key,
        overrides.other_holder_record_key
),

united as (
    select * from declared
    union all
    select * from decided
),

final as (
    select
        record_key,
        source_system,
        system_role,
        known_from,
        parent_record_key
    from united
    where parent_record_key <> record_key
)

select * from final
