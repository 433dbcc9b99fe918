with

account_overrides as (
    select * from {{ ref('account_overrides') }}
),

records as (
    select * from {{ ref('int_accounts__records_held') }}
),

as_ofs as (
    select * from {{ ref('int_time__as_ofs') }}
    where as_of = 'latest'
),

written as (
    select
        account_overrides.decision,
        account_overrides.source_system || ':'
        || {{ comparable_id('account_overrides.source_account_id') }} as first_key,
        account_overrides.other_source_system || ':'
        || {{ comparable_id('account_overrides.other_source_account_id') }} as second_key,
        nullif(trim(account_overrides.why), '') as why,
        nullif(trim(account_overrides.who), '') as who,
        account_overrides.decided_on,
        account_overrides.expires_on,
        -- Nobody approves what he decided himself.
        case
            when lower(trim(account_overrides.approved_by))
                not in ('', lower(trim(account_overrides.who)))
                then trim(account_overrides.approved_by)
        end as approved_by
    from account_overrides
    inner join as_ofs
        on account_overrides.decided_on <= as_ofs.as_of_date
        and coalesce(account_overrides.expires_on >= as_ofs.as_of_date, true)
    where account_overrides.decision in ('same', 'different', 'parent')
),

-- Of two records that are the same or different it does not matter which comes first.
ordered as (
    select
        decision,
        case when decision = 'parent' or first_key < second_key then first_key else second_key end
            as record_key,
        case when decision = 'parent' or first_key < second_key then second_key else first_key end
            as other_record_key,
        why,
        who,
        decided_on,
        expires_on,
        approved_by
    from written
    where first_key <> second_key and why is not null and who is not null
),

ranked as (
    select
        *,
        row_number() over (
            partition by decision, record_key, other_record_key
            order by
                case when approved_by is null then 1 else 0 end asc,
                decided_on desc,
                expires_on desc nulls first,
                who asc,
                why asc,
                approved_by asc
        ) as copy
    from ordered
),

final as (
    select
        ranked.decision,
        ranked.record_key,
        ranked.other_record_key,
        records.holder_record_key,
        other_records.holder_record_key as other_holder_record_key,
        ranked.why,
        ranked.who,
        ranked.decided_on,
        ranked.expires_on,
        ranked.approved_by
    from ranked
    inner join records
        on ranked.record_key = records.record_key
    inner join records as other_records
        on ranked.other_record_key = other_records.record_key
    where ranked.copy = 1
)

select * from final
