with

parents_declared as (
    select * from {{ ref('int_accounts__parents_declared') }}
),

parents_settled as (
    select * from {{ ref('int_accounts__parents_settled') }}
),

disputed as (
    select
        account_id,
        count(distinct system_role) as roles
    from parents_declared
    group by account_id
    having count(distinct parent_account_id) > 1
),

-- Of each role the claim that would win on its own.
claims as (
    select
        parents_declared.account_id,
        parents_declared.parent_account_id,
        parents_declared.source_system,
        parents_declared.system_role,
        parents_declared.claim_rank,
        disputed.roles,
        row_number() over (
            partition by parents_declared.account_id, parents_declared.system_role
            order by parents_declared.claim_rank
        ) as role_rank
    from parents_declared
    inner join disputed
        on parents_declared.account_id = disputed.account_id
),

named as (
    select
        account_id,
        max(case when role_rank = 1 and system_role = 'steward' then parent_account_id end)
            as steward_parent_account_id,
        max(case when role_rank = 1 and system_role = 'erp' then parent_account_id end)
            as erp_parent_account_id,
        max(case when role_rank = 1 and system_role = 'crm' then parent_account_id end)
            as crm_parent_account_id,
        max(case when role_rank = 1 and system_role = 'other' then parent_account_id end)
            as other_parent_account_id,
        max(case when claim_rank = 1 then system_role end) as winning_role,
        max(roles) as roles,
        {{ dbt.listagg(
            "source_system || ': ' || parent_account_id",
            "'; '",
            'order by claim_rank'
        ) }} as claims
    from claims
    group by account_id
),

final as (
    select
        named.account_id,
        named.steward_parent_account_id,
        named.erp_parent_account_id,
        named.crm_parent_account_id,
        named.other_parent_account_id,
        parents_settled.parent_account_id as chosen_parent_account_id,
        case
            when parents_settled.account_id is null then 'the link closed a circle and was dropped'
            when named.winning_role = 'steward' then 'a steward decided'
            when named.roles > 1 and named.winning_role = 'erp' then 'the ERP decides'
            when named.roles > 1 then 'the CRM decides where the ERP names no parent'
            else 'one system names several parents: the record with the smallest id decides'
        end as rule,
        named.claims
    from named
    left join parents_settled
        on named.account_id = parents_settled.account_id
)

select * from final
