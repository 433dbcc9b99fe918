with

parents_claimed as (
    select * from {{ ref('int_accounts__parents_claimed') }}
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

-- A link between two records of one account says nothing about accounts.
claims as (
    select
        assigned.account_id,
        parent_assigned.account_id as parent_account_id,
        parents_claimed.source_system,
        parents_claimed.system_role,
        parents_claimed.known_from,
        parents_claimed.record_key
    from parents_claimed
    inner join assigned
        on parents_claimed.record_key = assigned.record_key
    inner join assigned as parent_assigned
        on parents_claimed.parent_record_key = parent_assigned.record_key
    where
        parent_assigned.is_in_account
        and assigned.account_id <> parent_assigned.account_id
),

grouped as (
    select
        account_id,
        parent_account_id,
        source_system,
        system_role,
        min(known_from) as known_from,
        min(record_key) as record_key
    from claims
    group by
        account_id,
        parent_account_id,
        source_system,
        system_role
),

-- A steward changes their mind by a newer row; what a system says is as good on any record.
final as (
    select
        account_id,
        parent_account_id,
        source_system,
        system_role,
        known_from,
        record_key,
        row_number() over (
            partition by account_id
            order by
                {{ parent_precedence('system_role') }} asc,
                case when system_role = 'steward' then known_from end desc nulls last,
                source_system asc,
                record_key asc,
                parent_account_id asc
        ) as claim_rank
    from grouped
)

select * from final
