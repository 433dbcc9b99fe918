with

parents_claimed as (
    select * from {{ ref('int_accounts__parents_claimed') }}
),

overrides as (
    select * from {{ ref('int_accounts__overrides_read') }}
    where decision = 'different'
),

bound as (
    select * from {{ ref('int_accounts__records_bound') }}
),

-- Said of one record, it holds for all that stewards bind to it. Where they bind the two, `same`
-- wins.
decided as (
    select
        coalesce(bound.account_key, overrides.holder_record_key) as record_key,
        coalesce(other_bound.account_key, overrides.other_holder_record_key) as other_record_key
    from overrides
    left join bound
        on overrides.holder_record_key = bound.record_key
    left join bound as other_bound
        on overrides.other_holder_record_key = other_bound.record_key
),

united as (
    select
        record_key,
        other_record_key,
        'steward' as reason
    from decided
    where record_key <> other_record_key

    union all

    select
        other_record_key as record_key,
        record_key as other_record_key,
        'steward' as reason
    from decided
    where record_key <> other_record_key

    union all

    -- A record and its declared parent are two accounts: else nobody would have linked them.
    select
        record_key,
        parent_record_key as other_record_key,
        'parent and child' as reason
    from parents_claimed
),

-- The word of a steward is the greater reason.
final as (
    select
        record_key,
        other_record_key,
        max(reason) as reason
    from united
    group by
        record_key,
        other_record_key
)

select * from final
