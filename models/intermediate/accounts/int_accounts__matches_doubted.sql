with

matches as (
    select * from {{ ref('int_accounts__matches_explained') }}
    where score < {{ review_scores().match }}
),

described as (
    select * from {{ ref('int_accounts__records_described') }}
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

pairs_scored as (
    select * from {{ ref('int_accounts__pairs_scored') }}
    where score < {{ review_scores().match }}
),

doubted as (
    select
        described.record_number,
        described.record_key,
        assigned.account_id,
        matches.score
    from matches
    inner join described
        on matches.record_key = described.record_key
    inner join assigned
        on matches.record_key = assigned.record_key
),

partners as (
    select
        described.record_number,
        described.record_key,
        assigned.account_id
    from described
    inner join assigned
        on described.record_key = assigned.record_key
),

-- The best pair within the account, seen from either record.
found as (
    {%- for own, partner in [
        ('record_number', 'other_record_number'),
        ('other_record_number', 'record_number'),
    ] %}
    select
        doubted.account_id,
        doubted.record_key as own_key,
        partners.record_key as partner_key,
        pairs_scored.score,
        {{ pair_evidence('pairs_scored') }} as evidence
    from pairs_scored
    inner join doubted
        on pairs_scored.{{ own }} = doubted.record_number
        and pairs_scored.score = doubted.score
    inner join partners
        on pairs_scored.{{ partner }} = partners.record_number
        and doubted.account_id = partners.account_id
    {{ 'union all' if loop.first }}
    {%- endfor %}
),

ranked as (
    select
        *,
        row_number() over (partition by own_key order by partner_key) as partner_rank
    from found
),

final as (
    select
        account_id,
        least(own_key, partner_key) as record_key,
        greatest(own_key, partner_key) as other_record_key,
        score,
        evidence
    from ranked
    where partner_rank = 1
    group by
        account_id,
        least(own_key, partner_key),
        greatest(own_key, partner_key),
        score,
        evidence
)

select * from final
