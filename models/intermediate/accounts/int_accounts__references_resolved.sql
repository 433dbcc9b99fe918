with

records as (
    select * from {{ ref('int_accounts__records_known') }}
),

holders as (
    select * from {{ ref('int_accounts__records_held') }}
),

named as (
    select
        records.record_key,
        records.source_system,
        trim(records.counterpart_ref) as reference,
        {{ comparable_id('records.counterpart_ref') }} as reference_id
    from records
    where {{ comparable_id('records.counterpart_ref') }} is not null
),

targets as (
    select
        records.record_key,
        records.source_system,
        {{ comparable_id('records.source_account_id') }} as target_id,
        {{ comparable_id('upper(records.account_number)') }} as target_number,
        holders.holder_record_key,
        holder_standings.standing
    from records
    inner join holders
        on records.record_key = holders.record_key
    inner join holders as holder_standings
        on holders.holder_record_key = holder_standings.record_key
),

by_id as (
    select
        named.record_key,
        named.reference,
        targets.holder_record_key as target_record_key,
        targets.standing,
        'native_id' as rung
    from named
    inner join targets
        on named.reference_id = targets.target_id
        and named.source_system <> targets.source_system
),

-- A number is read only where the reference is no id: "2012" may be one customer's id and the
-- number of another.
by_number as (
    select
        named.record_key,
        named.reference,
        targets.holder_record_key as target_record_key,
        targets.standing,
        'customer_number' as rung
    from named
    inner join targets
        on upper(named.reference_id) = targets.target_number
        and named.source_system <> targets.source_system
    left join by_id
        on named.record_key = by_id.record_key
    where by_id.record_key is null
),

candidates as (
    select * from by_id
    union all
    select * from by_number
),

-- Live records answer before deleted ones; two answers are no answer.
counted as (
    select
        record_key,
        reference,
        rung,
        min(case when standing = 'live' then target_record_key end) as live_target,
        max(case when standing = 'live' then target_record_key end) as other_live_target,
        min(target_record_key) as any_target,
        max(target_record_key) as other_target
    from candidates
    group by
        record_key,
        reference,
        rung
),

final as (
    select
        named.record_key,
        named.reference,
        counted.rung,
        case
            when counted.live_target = counted.other_live_target then counted.live_target
            when counted.live_target is null and counted.any_target = counted.other_target
                then counted.any_target
        end as target_record_key,
        case
            when counted.record_key is null then 'names_no_record'
            when counted.live_target <> counted.other_live_target then 'names_several_records'
            when counted.live_target is not null then 'names_live_record'
            when counted.any_target <> counted.other_target then 'names_several_records'
            else 'names_deleted_record'
        end as outcome
    from named
    left join counted
        on named.record_key = counted.record_key
)

select * from final
