with

records as (
    select * from {{ ref('int_accounts__records_normalised') }}
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

-- The CRM names things first, then the ERP; within a system the record that was there first.
ranked as (
    select
        assigned.account_id,
        records.account_name,
        records.domain,
        records.tax_id,
        records.country_code,
        row_number() over (
            partition by assigned.account_id
            order by
                case records.system_role when 'crm' then 1 when 'erp' then 2 else 3 end asc,
                records.record_created_at asc nulls last,
                records.record_key asc
        ) as record_rank
    from records
    inner join assigned
        on records.record_key = assigned.record_key
    where records.standing = 'live'
),

-- Each value comes from the first record that has it.
first_with as (
    select
        account_id,
        min(case when account_name is not null then record_rank end) as name_rank,
        min(case when domain is not null then record_rank end) as domain_rank,
        min(case when tax_id is not null then record_rank end) as tax_id_rank,
        min(case when country_code is not null then record_rank end) as country_rank
    from ranked
    group by account_id
),

final as (
    select
        ranked.account_id,
        max(case when ranked.record_rank = first_with.name_rank then ranked.account_name end)
            as account_name,
        max(case when ranked.record_rank = first_with.domain_rank then ranked.domain end)
            as domain,
        max(case when ranked.record_rank = first_with.tax_id_rank then ranked.tax_id end)
            as tax_id,
        max(case when ranked.record_rank = first_with.country_rank then ranked.country_code end)
            as country
    from ranked
    inner join first_with
        on ranked.account_id = first_with.account_id
    group by ranked.account_id
)

select * from final
