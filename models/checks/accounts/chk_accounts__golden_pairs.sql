with

golden_pairs as (
    select * from {{ ref('golden_pairs') }}
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

written as (
    select
        golden_pairs.*,
        golden_pairs.source_system || ':' || {{ comparable_id('golden_pairs.source_account_id') }}
            as record_key,
        golden_pairs.other_source_system || ':'
        || {{ comparable_id('golden_pairs.other_source_account_id') }} as other_record_key
    from golden_pairs
),

-- A pair of which an extract lacks a record says nothing about this run.
final as (
    select
        written.source_system,
        written.source_account_id,
        written.other_source_system,
        written.other_source_account_id,
        written.is_same,
        written.why,
        assigned.account_id,
        other_assigned.account_id as other_account_id
    from written
    inner join assigned
        on written.record_key = assigned.record_key
    inner join assigned as other_assigned
        on written.other_record_key = other_assigned.record_key
    where written.is_same <> (assigned.account_id = other_assigned.account_id)
)

select * from final
