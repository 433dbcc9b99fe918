with

accounts as (
    select * from {{ ref('accounts') }}
),

account_records as (
    select
        *,
        {{ role_of_system('source_system') }} as system_role
    from {{ ref('account_records') }}
),

account_roles as (
    select * from {{ ref('account_roles') }}
),

review_queue as (
    select * from {{ ref('review_queue') }}
    where status = 'open' and question = 'match' and account_id <> other_account_id
),

reviews as (
    select account_id, other_account_id as partner_id, review_id, score, match_probability
    from review_queue
    union all
    select other_account_id, account_id, review_id, score, match_probability
    from review_queue
),

first_records as (
    select
        *,
        row_number() over (partition by account_id order by source_system, source_account_id)
            as record_rank
    from account_records
),

known as (
    select
        accounts.account_id,
        accounts.ultimate_parent_id,
        max(case when account_records.system_role = 'crm' then 1 else 0 end) as in_crm,
        max(case when account_records.system_role = 'erp' then 1 else 0 end) as in_erp
    from accounts
    inner join account_records
        on accounts.account_id = account_records.account_id
    group by accounts.account_id, accounts.ultimate_parent_id
),

families as (
    select ultimate_parent_id, max(in_crm) as in_crm, max(in_erp) as in_erp
    from known
    group by ultimate_parent_id
),

amounts as (
    select
        account_id,
        max(case when role = 'contracting' then deals else 0 end) as deals,
        max(case when role = 'billing' then documents else 0 end) as documents,
        min(first_date) as since_date,
        cast(sum(booked_amount) as decimal(18, 2)) as booked_amount,
        cast(sum(invoiced_amount) as decimal(18, 2)) as invoiced_amount,
        cast(sum(recognised_amount) as decimal(18, 2)) as recognised_amount,
        cast(sum(collected_amount) as decimal(18, 2)) as collected_amount
    from account_roles
    where role in ('contracting', 'billing')
    group by account_id
),

-- What is sold needs a customer in the ERP, what is billed an account in the CRM.
one_sided as (
    select
        amounts.*,
        case when known.in_crm = 1 then 'erp' else 'crm' end as missing_in,
        case when known.in_crm = 1 then families.in_erp else families.in_crm end = 1
            as is_family_known,
        greatest(
            abs(amounts.booked_amount), abs(amounts.invoiced_amount),
            abs(amounts.recognised_amount), abs(amounts.collected_amount)
        ) as amount_at_stake
    from known
    inner join families
        on known.ultimate_parent_id = families.ultimate_parent_id
    inner join amounts
        on known.account_id = amounts.account_id
    where
        {{ is_supplied(['deals', 'billing_lines']) }}
        and (
            known.in_crm = 1 and known.in_erp = 0 and amounts.deals > 0
            or known.in_crm = 0 and known.in_erp = 1 and amounts.documents > 0
        )
),

-- Of the accounts that might be the same company the likeliest that has what is missing.
candidates as (
    select
        one_sided.account_id,
        partners.account_id as candidate_account_id,
        reviews.review_id, reviews.score, reviews.match_probability,
        row_number() over (
            partition by one_sided.account_id
            order by reviews.score desc nulls last, reviews.review_id asc
        ) as candidate_rank
    from one_sided
    inner join reviews
        on one_sided.account_id = reviews.account_id
    inner join known as partners
        on reviews.partner_id = partners.account_id
    where case when one_sided.missing_in = 'erp' then partners.in_erp else partners.in_crm end = 1
),

final as (
    select
        one_sided.account_id,
        accounts.account_name,
        first_records.source_system,
        first_records.source_account_id,
        one_sided.missing_in,
        cast(
            row_number() over (
                partition by one_sided.missing_in
                order by one_sided.amount_at_stake desc, one_sided.account_id
            ) as integer
        ) as account_rank,
        one_sided.amount_at_stake,
        one_sided.booked_amount, one_sided.invoiced_amount,
        one_sided.recognised_amount, one_sided.collected_amount,
        one_sided.deals, one_sided.documents, one_sided.since_date,
        one_sided.is_family_known,
        candidates.candidate_account_id,
        candidate_accounts.account_name as candidate_name,
        candidates.score as candidate_score, candidates.match_probability as candidate_probability,
        candidates.review_id
    from one_sided
    inner join accounts
        on one_sided.account_id = accounts.account_id
    inner join first_records
        on one_sided.account_id = first_records.account_id
        and first_records.record_rank = 1
    left join candidates
        on one_sided.account_id = candidates.account_id
        and candidates.candidate_rank = 1
    left join accounts as candidate_accounts
        on candidates.candidate_account_id = candidate_accounts.account_id
)

select * from final
