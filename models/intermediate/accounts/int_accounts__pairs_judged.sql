with

pairs as (
    select * from {{ ref('int_accounts__pairs_unsettled') }}
),

pairs_apart as (
    select * from {{ ref('int_accounts__pairs_apart') }}
),

records as (
    select * from {{ ref('int_accounts__records_described') }}
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

accounts_apart as (
    select
        assigned.account_id,
        others.account_id as other_account_id,
        pairs_apart.reason
    from pairs_apart
    inner join assigned
        on pairs_apart.record_key = assigned.record_key
    inner join assigned as others
        on pairs_apart.other_record_key = others.record_key
),

numbers as (
    select
        assigned.account_id,
        records.country_code,
        records.tax_id
    from records
    inner join assigned
        on records.record_key = assigned.record_key
    where records.tax_id is not null
),

reasons as (
    select
        pairs.record_key,
        pairs.other_record_key,
        accounts_apart.reason
    from pairs
    inner join accounts_apart
        on pairs.account_id = accounts_apart.account_id
        and pairs.other_account_id = accounts_apart.other_account_id

    union

    select
        pairs.record_key,
        pairs.other_record_key,
        accounts_apart.reason
    from pairs
    inner join accounts_apart
        on pairs.account_id = accounts_apart.other_account_id
        and pairs.other_account_id = accounts_apart.account_id

    union

    select
        pairs.record_key,
        pairs.other_record_key,
        'two tax numbers of one country' as reason
    from pairs
    inner join numbers
        on pairs.account_id = numbers.account_id
    inner join numbers as other_numbers
        on pairs.other_account_id = other_numbers.account_id
        and numbers.country_code = other_numbers.country_code
        and numbers.tax_id <> other_numbers.tax_id
),

reasons_told as (
    select
        record_key,
        other_record_key,
        {{ dbt.listagg('reason', "', '", 'order by reason') }} as reasons
    from reasons
    group by
        record_key,
        other_record_key
),

-- What is kept apart is worth a look only where the rest says that it is one company.
final as (
    select
        pairs.account_id,
        pairs.record_key,
        pairs.other_account_id,
        pairs.other_record_key,
        pairs.score,
        pairs.evidence,
        case
            when reasons_told.record_key is not null then 'kept_apart'
            when pairs.score >= 0 then 'left_open'
            else 'near_match'
        end as kind,
        reasons_told.reasons
    from pairs
    left join reasons_told
        on pairs.record_key = reasons_told.record_key
        and pairs.other_record_key = reasons_told.other_record_key
    where reasons_told.record_key is null or pairs.score >= 0
)

select * from final
