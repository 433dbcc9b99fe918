with

records as (
    select * from {{ ref('int_accounts__records_normalised') }}
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

match_keys as (
    select * from {{ ref('int_accounts__match_keys_collected') }}
),

by_score as (
    select * from {{ ref('int_accounts__pairs_best') }}
),

rungs as (
    select * from {{ ref('match_methods') }}
),

members as (
    select
        match_keys.rung,
        match_keys.match_key,
        match_keys.record_key,
        match_keys.is_named,
        match_keys.claim,
        assigned.account_id,
        records.source_system,
        records.source_account_id
    from match_keys
    inner join assigned
        on match_keys.record_key = assigned.record_key
    inner join records
        on match_keys.record_key = records.record_key
),

-- Two of each system are enough to give every member a partner that is not itself.
partners as (
    select
        members.*,
        row_number() over (
            partition by members.rung, members.match_key, members.account_id, members.source_system
            order by members.is_named desc, members.record_key asc
        ) as partner_order
    from members
),

by_key as (
    select
        members.record_key,
        members.rung as match_method,
        partners.source_system || ' ' || partners.source_account_id || ' <- ' || members.claim
            as evidence,
        row_number() over (
            partition by members.record_key
            order by
                rungs.rung_order asc,
                partners.is_named desc,
                case when partners.source_system = members.source_system then 1 else 0 end asc,
                partners.record_key asc,
                members.match_key asc
        ) as evidence_order
    from members
    inner join partners
        on members.rung = partners.rung
        and members.match_key = partners.match_key
        and members.account_id = partners.account_id
        and members.record_key <> partners.record_key
    inner join rungs
        on members.rung = rungs.match_method
    where partners.partner_order <= 2
),

strongest_key as (
    select * from by_key
    where evidence_order = 1
),

final as (
    select
        coalesce(strongest_key.record_key, by_score.record_key) as record_key,
        coalesce(strongest_key.match_method, 'scored') as match_method,
        case when strongest_key.record_key is null then by_score.score end as score,
        coalesce(strongest_key.evidence, by_score.evidence) as evidence
    from strongest_key
    full outer join by_score
        on strongest_key.record_key = by_score.record_key
)

select * from final
