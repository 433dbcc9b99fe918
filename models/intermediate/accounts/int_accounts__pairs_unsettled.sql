{#- Of each account this many partners are worth a look. -#}
{%- set best_partners = 3 -%}
with

described as (
    select * from {{ ref('int_accounts__records_described') }}
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

-- The score of everything but conflicting tax numbers: they keep apart, whatever it is.
pairs_scored as (
    select
        *,
        score - least(tax_id_weight, 0) as open_score
    from {{ ref('int_accounts__pairs_scored') }}
    where score - least(tax_id_weight, 0) >= {{ review_scores().no_match }}
),

numbered as (
    select
        described.record_number,
        described.record_key,
        assigned.account_id
    from described
    inner join assigned
        on described.record_key = assigned.record_key
),

-- Of two accounts the pair of records that speaks most for one company.
across as (
    select
        lower_records.account_id,
        lower_records.record_key,
        upper_records.account_id as other_account_id,
        upper_records.record_key as other_record_key,
        cast(pairs_scored.open_score as decimal(9, 3)) as score,
        {{ pair_evidence('pairs_scored') }} as evidence,
        row_number() over (
            partition by
                least(lower_records.account_id, upper_records.account_id),
                greatest(lower_records.account_id, upper_records.account_id)
            order by
                pairs_scored.open_score desc,
                lower_records.record_key asc,
                upper_records.record_key asc
        ) as pair_rank
    from pairs_scored
    inner join numbered as lower_records
        on pairs_scored.record_number = lower_records.record_number
    inner join numbered as upper_records
        on pairs_scored.other_record_number = upper_records.record_number
        and lower_records.account_id <> upper_records.account_id
),

best as (
    select * from across
    where pair_rank = 1
),

both_ways as (
    select
        account_id as own_id,
        other_account_id as partner_id,
        record_key,
        other_record_key,
        score
    from best
    union all
    select
        other_account_id as own_id,
        account_id as partner_id,
        record_key,
        other_record_key,
        score
    from best
),

ranked as (
    select
        *,
        row_number() over (partition by own_id order by score desc, partner_id asc) as partner_rank
    from both_ways
),

kept as (
    select
        record_key,
        other_record_key
    from ranked
    where partner_rank <= {{ best_partners }}
    group by
        record_key,
        other_record_key
),

final as (
    select
        best.account_id,
        best.record_key,
        best.other_account_id,
        best.other_record_key,
        best.score,
        best.evidence
    from best
    inner join kept
        on best.record_key = kept.record_key
        and best.other_record_key = kept.other_record_key
)

select * from final
