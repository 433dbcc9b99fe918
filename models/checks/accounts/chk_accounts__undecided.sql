-- What the matching leaves to people: each question once, whatever raised it.
with pairs_judged as (

    select * from {{ ref('int_accounts__pairs_judged') }}

),

matches_doubted as (

    select * from {{ ref('int_accounts__matches_doubted') }}

),

parents_inferred as (

    select * from {{ ref('int_accounts__parents_inferred') }}

),

refused_matches as (

    select * from {{ ref('chk_accounts__refused_matches') }}

),

overrides as (

    select * from {{ ref('int_accounts__overrides_read') }}
    where decision in ('different', 'parent')

),

assigned as (

    select * from {{ ref('int_accounts__records_assigned') }}

),

-- The record that the others name, else the smallest, stands for a key.
keys_refused as (

    select
        *,
        first_value(record_key) over one_key as first_record_key,
        first_value(account_id) over one_key as first_account_id
    from refused_matches
    window one_key as (
        partition by rung, match_key
        order by case when record_key = match_key then 0 else 1 end asc, record_key asc
    )

),

-- Of records of one account the records themselves are asked about.
asked as (

    select
        'match' as question, kind, 1 as priority, account_id, record_key, other_account_id,
        other_record_key, score, evidence, reasons, account_id as asked_id,
        other_account_id as other_asked_id
    from pairs_judged

    union all

    select
        'match', 'refused_key', 2, account_id, record_key, first_account_id,
        first_record_key, cast(null as decimal(9, 3)), detail, cast(null as varchar),
        account_id as asked_id, first_account_id as other_asked_id
    from keys_refused
    where account_id <> first_account_id

    union all

    select
        'match', 'weak_match', 1, account_id, record_key, account_id as other_account_id,
        other_record_key, score, evidence, cast(null as varchar),
        record_key as asked_id, other_record_key as other_asked_id
    from matches_doubted

    union all

    select
        'parent', 'inferred_parent', 3, account_id, record_key, parent_account_id,
        parent_record_key, cast(null as decimal(9, 3)), evidence, cast(null as varchar),
        account_id as asked_id, parent_account_id as other_asked_id
    from parents_inferred

),

-- Whether two accounts are one company comes first, then whether they are one family.
ranked as (

    select
        *,
        row_number() over (
            partition by least(asked_id, other_asked_id), greatest(asked_id, other_asked_id)
            order by priority asc, record_key asc, other_record_key asc
        ) as copy
    from asked

),

-- What a steward said of two accounts answers what is asked about them. A `same` of two accounts
-- waits for its approval or contradicts another row.
decided as (

    select
        least(assigned.account_id, others.account_id) as account_id,
        greatest(assigned.account_id, others.account_id) as other_account_id
    from overrides
    inner join assigned
        on overrides.record_key = assigned.record_key
    inner join assigned as others
        on overrides.other_record_key = others.record_key
    where assigned.account_id <> others.account_id
    group by
        least(assigned.account_id, others.account_id),
        greatest(assigned.account_id, others.account_id)

),

final as (

    select
        {{ surrogate_id([
            'ranked.question', 'least(ranked.asked_id, ranked.other_asked_id)',
            'greatest(ranked.asked_id, ranked.other_asked_id)'
        ]) }} as review_id,
        ranked.question,
        ranked.kind,
        case when decided.account_id is null then 'open' else 'decided' end as status,
        ranked.account_id,
        ranked.record_key,
        ranked.other_account_id,
        ranked.other_record_key,
        ranked.score,
        trim(ranked.evidence) as evidence,
        ranked.reasons
    from ranked
    left join decided
        on least(ranked.account_id, ranked.other_account_id) = decided.account_id
        and greatest(ranked.account_id, ranked.other_account_id) = decided.other_account_id
    where ranked.copy = 1

)

select * from final
