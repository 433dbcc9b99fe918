with

record_people as (
    select * from {{ ref('int_people__record_people') }}
),

records as (
    select * from {{ ref('int_people__records_known') }}
),

final as (
    select
        record_people.person_id,
        record_people.source_system,
        record_people.source_person_id,
        records.person_name as source_name,
        records.person_kind,
        case
            when record_people.is_merged then 'merged'
            when records.email is not null then 'email'
            else 'own'
        end as match_method
    from record_people
    inner join records
        on record_people.record_key = records.record_key
)

select * from final
