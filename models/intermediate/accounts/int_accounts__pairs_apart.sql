with

parents_claimed as (
    select * from {{ ref('int_accounts__parents_claimed') }}
),

-- A record and its declared parent are two accounts: else nobody would have linked them.
final as (
    select
        record_key,
        parent_record_key as other_record_key,
        'parent and child' as reason
    from parents_claimed
    group by
        record_key,
        parent_record_key
)

select * from final
