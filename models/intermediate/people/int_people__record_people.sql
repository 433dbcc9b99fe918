with

records as (
    select * from {{ ref('int_people__records_known') }}
),

record_accounts as (
    select * from {{ ref('int_accounts__record_accounts') }}
    where is_in_account
),

placeholder_values as (
    select * from {{ ref('placeholder_values') }}
),

-- A merged record is the person that survived; a mailbox is a person, unless many read it.
by_mailbox as (
    select
        records.record_key,
        records.source_system,
        records.source_person_id,
        survivors.surviving_record_key is not null as is_merged,
        holders.record_key as holder_record_key,
        case when departments.field is null then 'email:' || holders.mailbox end as mailbox_key,
        case when fillers.field is null then holders.match_name end as match_name,
        case when holders.is_present then record_accounts.account_id end as account_id
    from records
    left join {{ survivors_of(ref('int_people__merges_declared')) }} as survivors
        on records.record_key = survivors.record_key
    inner join records as holders
        on coalesce(survivors.surviving_record_key, records.record_key) = holders.record_key
    left join placeholder_values as departments
        on split_part(holders.mailbox, '@', 1) = departments.placeholder_value
        and departments.field = 'mailbox'
    left join placeholder_values as fillers
        on holders.match_name = fillers.placeholder_value
        and fillers.field = 'name'
    left join record_accounts
        on holders.source_system = record_accounts.source_system
        and holders.source_account_id = record_accounts.source_account_id
),

mailboxes_shared as (
    select mailbox_key
    from by_mailbox
    where not is_merged
    group by mailbox_key
    having count(mailbox_key) > 1
),

grouped as (
    select
        by_mailbox.*,
        mailboxes_shared.mailbox_key is not null as is_mailbox_shared,
        coalesce(mailboxes_shared.mailbox_key, 'record:' || by_mailbox.holder_record_key)
            as group_key
    from by_mailbox
    left join mailboxes_shared
        on by_mailbox.mailbox_key = mailboxes_shared.mailbox_key
),

named as (
    select
        account_id,
        match_name,
        source_system,
        group_key,
        is_mailbox_shared
    from grouped
    where
        not is_merged
        and account_id is not null
        and match_name is not null
    group by
        account_id,
        match_name,
        source_system,
        group_key,
        is_mailbox_shared
),

-- A name at an account is one person if no system knows two of it, nor do two shared mailboxes.
names_joined as (
    select
        account_id,
        match_name,
        -- The shared mailbox, if there is one: `email:` comes before `record:`.
        min(group_key) as group_key
    from named
    group by
        account_id,
        match_name
    having
        count(distinct group_key) > 1
        and count(*) = count(distinct source_system)
        and count(distinct case when is_mailbox_shared then group_key end) <= 1
),

joined as (
    select
        grouped.record_key,
        grouped.source_system,
        grouped.source_person_id,
        grouped.is_merged,
        grouped.holder_record_key,
        coalesce(names_joined.group_key, grouped.group_key) as group_key,
        case
            when grouped.is_merged then 'merged'
            when grouped.is_mailbox_shared then 'email'
            when names_joined.group_key is not null then 'name_and_account'
            else 'own'
        end as match_method
    from grouped
    left join names_joined
        on grouped.account_id = names_joined.account_id
        and grouped.match_name = names_joined.match_name
),

smallest_keys as (
    select
        joined.*,
        min(joined.record_key) over (partition by joined.group_key) as smallest_record_key
    from joined
),

final as (
    select
        smallest_keys.source_system,
        smallest_keys.source_person_id,
        smallest_keys.record_key,
        {{ surrogate_id(["'person'", 'smallest_keys.smallest_record_key']) }} as person_id,
        smallest_keys.holder_record_key,
        smallest_keys.match_method
    from smallest_keys
)

select * from final
