with

references_resolved as (
    select * from {{ ref('int_accounts__references_resolved') }}
),

records as (
    select * from {{ ref('int_accounts__records_normalised') }}
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

final as (
    select
        references_resolved.record_key,
        'unresolved_reference' as rule,
        records.source_system,
        records.source_account_id as source_record_id,
        assigned.account_id,
        references_resolved.reference,
        references_resolved.outcome,
        'counterpart reference ' || references_resolved.reference
        || case references_resolved.outcome
            when 'names_no_record' then ' names no record of another system'
            when 'names_several_records' then ' names several records'
            else ' names a record that was deleted'
        end as detail
    from references_resolved
    inner join records
        on references_resolved.record_key = records.record_key
    inner join assigned
        on references_resolved.record_key = assigned.record_key
    where
        records.standing = 'live'
        and references_resolved.outcome <> 'names_live_record'
)

select * from final
