with

records as (
    select * from {{ ref('int_accounts__records_normalised') }}
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

match_keys as (
    select * from {{ ref('int_accounts__match_keys_collected') }}
    union all
    select * from {{ ref('int_accounts__domains_keyed') }}
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

-- The first rung that applies; on it the record that was named, then one of another system.
evidence_ranked as (
    select
        members.record_key,
        members.rung,
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

final as (
    select
        record_key,
        rung as match_method,
        evidence
    from evidence_ranked
    where evidence_order = 1
)

select * from final
