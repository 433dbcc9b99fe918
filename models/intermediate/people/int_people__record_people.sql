with

records as (
    select * from {{ ref('int_people__records_known') }}
),

-- A merged record is the person that survived; one e-mail address is one person.
grouped as (
    select
        records.record_key,
        records.source_system,
        records.source_person_id,
        survivors.surviving_record_key is not null as is_merged,
        coalesce('email:' || holders.email, 'record:' || holders.record_key) as group_key
    from records
    left join {{ survivors_of(ref('int_people__merges_declared')) }} as survivors
        on records.record_key = survivors.record_key
    inner join records as holders
        on coalesce(survivors.surviving_record_key, records.record_key) = holders.record_key
),

smallest_keys as (
    select
        grouped.*,
        min(grouped.record_key) over (partition by grouped.group_key) as smallest_record_key
    from grouped
),

final as (
    select
        smallest_keys.source_system,
        smallest_keys.source_person_id,
        smallest_keys.record_key,
        {{ surrogate_id(["'person'", 'smallest_keys.smallest_record_key']) }} as person_id,
        smallest_keys.is_merged,
        smallest_keys.group_key
    from smallest_keys
)

select * from final
