{%- set answers = review_answers() -%}
with

undecided as (
    select * from {{ ref('chk_accounts__undecided') }}
),

records as (
    select * from {{ ref('int_accounts__records_known') }}
),

accounts as (
    select * from {{ ref('accounts') }}
),

account_roles as (
    select * from {{ ref('account_roles') }}
),

entity_owners as (
    select * from {{ ref('entity_owners') }}
),

account_owners as (
    select coalesce(max(owner), 'unassigned') as owner from entity_owners
    where entity = 'account'
),

as_ofs as (
    select * from {{ ref('int_time__as_ofs') }}
    where as_of = 'latest'
),

-- What stands on an account, and on all of the family of which it is the top.
amounts as (
    select
        account_id,
        greatest(
            max(case when role = 'contracting' then abs(booked_amount) else 0 end),
            max(case when role = 'billing' then abs(invoiced_amount) else 0 end)
        ) as own_amount,
        greatest(
            max(case when role = 'parent' then abs(booked_amount) else 0 end),
            max(case when role = 'parent' then abs(invoiced_amount) else 0 end)
        ) as family_amount
    from account_roles
    group by account_id
),

-- Two accounts that unite move the smaller one; a parent moves the whole family below it.
weighed as (
    select
        undecided.*,
        case
            when undecided.kind = 'inferred_parent' then coalesce(amounts.family_amount, 0)
            else least(coalesce(amounts.own_amount, 0), coalesce(other_amounts.own_amount, 0))
        end as amount_at_stake
    from undecided
    left join amounts
        on undecided.account_id = amounts.account_id
    left join amounts as other_amounts
        on undecided.other_account_id = other_amounts.account_id
),

final as (
    select
        weighed.review_id,
        weighed.status,
        cast(
            row_number() over (
                order by
                    case weighed.status when 'open' then 0 else 1 end asc,
                    weighed.amount_at_stake desc,
                    abs(weighed.score) asc nulls last,
                    weighed.review_id asc
            ) as integer
        ) as review_rank,
        weighed.question,
        weighed.kind,
        weighed.account_id,
        accounts.account_name,
        records.source_system,
        records.source_account_id,
        records.account_name as source_name,
        weighed.other_account_id,
        other_accounts.account_name as other_account_name,
        other_records.source_system as other_source_system,
        other_records.source_account_id as other_source_account_id,
        other_records.account_name as other_source_name,
        cast(weighed.score as decimal(9, 3)) as score,
        case
            when weighed.score is not null
                then cast({{ match_probability('weighed.score') }} as decimal(5, 4))
        end as match_probability,
        weighed.evidence,
        case weighed.kind
            {%- for kind, answer in answers.items() %}
            when '{{ kind }}' then '{{ answer.reason }}' || coalesce(' ' || weighed.reasons, '')
            {%- endfor %}
        end as reason,
        cast(weighed.amount_at_stake as decimal(18, 2)) as amount_at_stake,
        account_owners.owner,
        case weighed.kind
            {%- for kind, answer in answers.items() %}
            when '{{ kind }}' then '{{ answer.what_to_do }}'
            {%- endfor %}
        end as what_to_do,
        case weighed.kind
            {%- for kind, answer in answers.items() %}
            when '{{ kind }}' then '{{ answer.decision }}'
            {%- endfor %}
        end || ',' || records.source_system || ',' || {{ csv_cell('records.source_account_id') }}
        || ',' || other_records.source_system || ','
        || {{ csv_cell('other_records.source_account_id') }}
        || ',,,' || cast(as_ofs.as_of_date as varchar) || ',,' as override_line
    from weighed
    cross join as_ofs
    cross join account_owners
    inner join accounts
        on weighed.account_id = accounts.account_id
    inner join accounts as other_accounts
        on weighed.other_account_id = other_accounts.account_id
    inner join records
        on weighed.record_key = records.record_key
    inner join records as other_records
        on weighed.other_record_key = other_records.record_key
)

select * from final
