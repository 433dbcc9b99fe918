with

overrides as (
    select * from {{ ref('int_accounts__overrides_read') }}
),

bound as (
    select * from {{ ref('int_accounts__records_bound') }}
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

parents_claimed as (
    select * from {{ ref('int_accounts__parents_claimed') }}
),

-- bound_key: what stewards bind both records to; null where they do not.
placed as (
    select
        overrides.*,
        bound.group_key,
        bound.records_in_group,
        bound.tax_ids,
        case when bound.account_key = other_bound.account_key then bound.account_key end
            as bound_key,
        coalesce(bound.needs_approval, false) as needs_approval,
        assigned.account_id = other_assigned.account_id as is_one_account
    from overrides
    inner join assigned
        on overrides.record_key = assigned.record_key
    inner join assigned as other_assigned
        on overrides.other_record_key = other_assigned.record_key
    left join bound
        on overrides.holder_record_key = bound.record_key
    left join bound as other_bound
        on overrides.other_holder_record_key = other_bound.record_key
),

waiting as (
    select
        'override_unapproved' as rule,
        'same ' || group_key as finding,
        decision,
        record_key,
        other_record_key,
        who,
        decided_on,
        case
            when tax_ids > 1
                then 'two tax numbers of one country would become one account'
            else cast(records_in_group as varchar) || ' records would become one account'
        end
        || '; it does not count until somebody else than who decided fills approved_by' as detail
    from placed
    where decision = 'same' and needs_approval and bound_key is null
),

-- `same` and a merge in the system itself win; what cannot hold beside them is listed.
broken as (
    select
        decision || ' ' || record_key || ', ' || other_record_key as finding,
        decision,
        record_key,
        other_record_key,
        who,
        decided_on,
        case when holder_record_key <> other_holder_record_key then bound_key end as bound_key,
        case
            when holder_record_key = other_holder_record_key
                then 'their own system merged the two: undo the merge there or drop the row'
            when bound_key is not null
                then 'other rows make the two one account and win: drop one of the rows'
            else 'the two were matched all the same: add a row that says different'
        end as detail
    from placed
    where decision in ('different', 'parent') and is_one_account
),

parents_within as (
    select
        'declared parent ' || parents_claimed.record_key || ', '
        || parents_claimed.parent_record_key as finding,
        bound.account_key as bound_key,
        parents_claimed.source_system || ' declares ' || parents_claimed.parent_record_key
        || ' the parent of ' || parents_claimed.record_key
        || '; the rows win: correct the parent there or drop one of the rows' as detail
    from parents_claimed
    inner join bound
        on parents_claimed.record_key = bound.record_key
    inner join bound as parents_bound
        on parents_claimed.parent_record_key = parents_bound.record_key
        and bound.account_key = parents_bound.account_key
),

winners as (
    select
        bound_key,
        finding,
        detail
    from broken
    where bound_key is not null
    union all
    select
        bound_key,
        finding,
        detail
    from parents_within
),

final as (
    select * from waiting

    union all

    select
        'override_contradiction' as rule,
        finding,
        decision,
        record_key,
        other_record_key,
        who,
        decided_on,
        detail
    from broken

    union all

    select
        'override_contradiction' as rule,
        winners.finding,
        placed.decision,
        placed.record_key,
        placed.other_record_key,
        placed.who,
        placed.decided_on,
        winners.detail
    from winners
    inner join placed
        on winners.bound_key = placed.bound_key
    where placed.decision = 'same'
)

select * from final
