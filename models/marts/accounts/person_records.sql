with

record_people as (
    select * from {{ ref('int_people__record_people') }}
),

records as (
    select * from {{ ref('int_people__records_known') }}
),

match_methods as (
    select * from {{ ref('match_methods') }}
),

-- Whom evidence can name: records of the person's mailbox, else any that was not merged away.
bounds as (
    select
        person_id,
        min(case when match_method = 'email' then record_key end) as first_of_mailbox,
        max(case when match_method = 'email' then record_key end) as last_of_mailbox,
        min(case when match_method <> 'merged' then record_key end) as first_record,
        max(case when match_method <> 'merged' then record_key end) as last_record
    from record_people
    group by person_id
),

partnered as (
    select
        record_people.*,
        case
            when record_people.match_method = 'merged' then record_people.holder_record_key
            when record_people.match_method = 'own' then null
            when record_people.record_key = bounds.first_of_mailbox then bounds.last_of_mailbox
            when bounds.first_of_mailbox is not null then bounds.first_of_mailbox
            when record_people.record_key = bounds.first_record then bounds.last_record
            else bounds.first_record
        end as partner_record_key
    from record_people
    inner join bounds
        on record_people.person_id = bounds.person_id
),

final as (
    select
        partnered.person_id,
        partnered.source_system,
        partnered.source_person_id,
        records.person_name as source_name,
        records.person_kind,
        partnered.match_method,
        match_methods.match_score,
        case partnered.match_method
            when 'merged'
                then 'merged into ' || partners.source_system || ' ' || partners.source_person_id
            when 'own' then 'no other record matches'
            else
                partners.source_system || ' ' || partners.source_person_id || ' <- '
                || case partnered.match_method
                    when 'email' then 'e-mail ' || records.mailbox
                    else 'name ' || records.match_name || ' at one account'
                end
        end as evidence
    from partnered
    inner join records
        on partnered.record_key = records.record_key
    inner join match_methods
        on partnered.match_method = match_methods.match_method
    left join records as partners
        on partnered.partner_record_key = partners.record_key
)

select * from final
