with

people as (
    select *
    from
        {{ records_as_known(
            ref('int_conformed__people'), 'source_person_id', ['person_name', 'email']
        ) }} as people
),

final as (
    select
        record_key,
        source_system,
        source_person_id,
        person_kind,
        person_name,
        -- "Lee, Ann" is Ann Lee.
        {{ normalise_text(
            "case when person_name like '%_,_%'"
            ~ " then split_part(person_name, ',', 2) || ' ' || split_part(person_name, ',', 1)"
            ~ " else person_name end"
        ) }} as match_name,
        case when email like '%_@_%' then lower(trim(email)) end as email,
        {{ normalise_email('email') }} as mailbox,
        source_account_id,
        is_present and coalesce(is_active, true) as is_active,
        is_present,
        case when not ends_later then surviving_source_person_id end as surviving_source_person_id
    from people
)

select * from final
