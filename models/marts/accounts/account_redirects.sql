with

ids_retired as (
    select * from {{ ref('int_accounts__ids_retired') }}
),

account_ids as (
    select * from {{ ref('account_ids') }}
),

account_merges as (
    select * from {{ ref('account_merges') }}
),

ages as (
    select
        account_id,
        min(run_number) as first_run
    from account_ids
    where account_id in (select ids_retired.successor_id from ids_retired)
    group by account_id
),

-- The largest share of its last records, living accounts first.
ranked as (
    select
        ids_retired.*,
        ids_retired.retired_account_id as account_id,
        case
            when ids_retired.successor_id <> ids_retired.retired_account_id
                then ids_retired.successor_id
        end as parent_account_id,
        cast(null as timestamp) as known_from,
        row_number() over (
            partition by ids_retired.retired_account_id
            order by
                ids_retired.is_living desc,
                ids_retired.records desc,
                ages.first_run asc,
                ids_retired.successor_id asc
        ) as choice
    from ids_retired
    left join ages
        on ids_retired.successor_id = ages.account_id
),

successors as (
    select * from ranked
    where choice = 1
),

-- The successor may have retired as well: follow them to the account that lives.
resolved as (
    select
        chains.account_id,
        chains.ancestor_id as living_account_id
    from {{ ancestors_of('successors') }} as chains
    left join successors as further
        on chains.ancestor_id = further.account_id
    where further.account_id is null
),

endings as (
    select
        from_account_id,
        run_number,
        as_of_at,
        evidence,
        row_number() over (
            partition by from_account_id, run_number
            order by records_moved desc, to_account_id asc
        ) as choice
    from account_merges
),

final as (
    select
        successors.retired_account_id,
        resolved.living_account_id as account_id,
        case
            when resolved.living_account_id is null and successors.is_present = 1 then 'deleted'
            when resolved.living_account_id is null then 'gone'
            when successors.records < successors.all_records then 'divided'
            else 'joined'
        end as why,
        endings.evidence,
        endings.as_of_at as retired_at,
        cast(successors.all_records as bigint) as records,
        case when resolved.living_account_id is null then 0 else successors.records end
            as records_there
    from successors
    left join resolved
        on successors.account_id = resolved.account_id
    left join endings
        on successors.retired_account_id = endings.from_account_id
        and successors.retired_run = endings.run_number
        and endings.choice = 1
)

select * from final
