with records as (
    select * from {{ ref('int_accounts__records_normalised') }}
),

described as (
    select * from {{ ref('int_accounts__records_described') }}
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

moves as (
    select * from {{ ref('int_accounts__records_moved') }}
),

before as (
    select * from {{ ref('int_accounts__ids_remembered') }}
    where next_run_number is null
),

match_keys as (
    select * from {{ ref('int_accounts__match_keys_collected') }}
),

match_methods as (
    select * from {{ ref('match_methods') }}
),

pairs_scored as (
    select * from {{ ref('int_accounts__pairs_scored') }}
),

overrides as (
    select * from {{ ref('int_accounts__overrides_read') }}
    where decision = 'different'
),

-- What ties the records that moved to any other, strongest kind first.
links as (
    select
        moves.record_key,
        records.holder_record_key as partner_key,
        'merged' as match_method,
        'merged into it' as claim,
        null as score
    from moves
    inner join records
        on moves.record_key = records.record_key and records.standing = 'merged'

    union all

    select
        moves.record_key,
        partners.record_key as partner_key,
        partners.rung as match_method,
        match_keys.claim,
        null as score
    from moves
    inner join match_keys
        on moves.record_key = match_keys.record_key
    inner join match_keys as partners
        on match_keys.rung = partners.rung
        and match_keys.match_key = partners.match_key

    {%- for own, other in [('record', 'other_record'), ('other_record', 'record')] %}

    union all

    select
        moves.record_key,
        partners.record_key as partner_key,
        'scored' as match_method,
        'score ' || cast(pairs_scored.score as varchar) as claim,
        pairs_scored.score
    from moves
    inner join described
        on moves.record_key = described.record_key
    inner join pairs_scored
        on described.record_number = pairs_scored.{{ own }}_number
    inner join described as partners
        on pairs_scored.{{ other }}_number = partners.record_number
    {%- endfor %}
),

-- The ties that count lead to a record of the new account that did not come along.
ranked as (
    select
        moves.record_key,
        links.match_method,
        partners.source_system || ' ' || partners.source_account_id || ' <- ' || links.claim
            as evidence,
        row_number() over (
            partition by moves.record_key
            order by
                match_methods.rung_order asc,
                links.score desc,
                links.partner_key asc,
                links.claim asc
        ) as evidence_order
    from moves
    inner join links
        on moves.record_key = links.record_key
    inner join match_methods
        on links.match_method = match_methods.match_method
    inner join assigned
        on links.partner_key = assigned.record_key
        and moves.account_id = assigned.account_id
    inner join records as partners
        on links.partner_key = partners.record_key
    left join before
        on links.partner_key = before.record_key
    where before.account_id is null or before.account_id <> moves.previous_account_id
),

-- A steward who parts two records of one account explains why one of them is elsewhere now.
parted as (
    select
        moves.record_key,
        'steward' as match_method,
        min(overrides.who || ', ' || cast(overrides.decided_on as varchar) || ': ' || overrides.why)
            as evidence
    from moves
    inner join overrides
        on moves.record_key in (overrides.record_key, overrides.other_record_key)
    inner join before as others
        on others.record_key in (overrides.record_key, overrides.other_record_key)
        and moves.record_key <> others.record_key
        and moves.previous_account_id = others.account_id
    inner join assigned
        on others.record_key = assigned.record_key and moves.account_id <> assigned.account_id
    group by moves.record_key
),

final as (
    select
        moves.record_key,
        moves.previous_account_id,
        moves.account_id,
        moves.kind,
        coalesce(parted.match_method, ranked.match_method) as match_method,
        coalesce(parted.evidence, ranked.evidence) as evidence
    from moves
    left join ranked
        on moves.record_key = ranked.record_key and ranked.evidence_order = 1
    left join parted
        on moves.record_key = parted.record_key
)

select * from final
