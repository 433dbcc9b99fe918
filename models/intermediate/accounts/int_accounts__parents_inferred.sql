{#- A first word, or the name of a domain, that more records carry is no brand. -#}
{%- set rare = 15 -%}
with

records as (
    select * from {{ ref('int_accounts__records_described') }}
    where core_name is not null
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

ancestors as (
    select * from {{ ref('int_accounts__ancestors_listed') }}
    where is_ultimate
),

branded as (
    select
        assigned.account_id,
        ancestors.ancestor_id as ultimate_parent_id,
        records.record_key,
        records.core_name,
        records.domain,
        records.domain_label,
        split_part(records.core_name, ' ', 1) as brand
    from records
    inner join assigned
        on records.record_key = assigned.record_key
    inner join ancestors
        on assigned.account_id = ancestors.account_id
),

counted as (
    select
        *,
        count(*) over (partition by brand) as brand_frequency,
        case
            when count(*) over (partition by domain_label) <= {{ rare }}
                then coalesce(domain_label, domain)
            else domain
        end as domain_root
    from branded
),

keyed as (
    select
        *,
        'domain' as rule,
        brand || ' ' || domain_root as family_key
    from counted
    where domain_root is not null

    union all

    select
        *,
        'name' as rule,
        brand as family_key
    from counted
    where brand_frequency <= {{ rare }} and length(brand) >= 4
),

-- Of each account the record with the shortest name speaks.
members as (
    select
        *,
        row_number() over (
            partition by rule, family_key, account_id
            order by length(core_name) asc, record_key asc
        ) as record_rank
    from keyed
),

-- The head of a family is the account that declares no parent and has the shortest name.
ranked as (
    select
        *,
        row_number() over (
            partition by rule, family_key
            order by
                case when account_id = ultimate_parent_id then 0 else 1 end asc,
                length(core_name) asc,
                account_id asc
        ) as head_rank
    from members
    where record_rank = 1
),

proposed as (
    select
        members.account_id,
        heads.account_id as parent_account_id,
        min(members.record_key) as record_key,
        min(heads.record_key) as parent_record_key,
        count(*) as rules,
        min(members.rule) as rule,
        max(case when members.rule = 'domain' then members.domain_root end) as domain_root,
        max(members.brand) as brand
    from ranked as members
    inner join ranked as heads
        on members.rule = heads.rule
        and members.family_key = heads.family_key
        and members.ultimate_parent_id <> heads.ultimate_parent_id
    where
        heads.head_rank = 1
        and members.account_id = members.ultimate_parent_id
        and (
            members.rule = 'domain'
            or members.core_name || ' ' like heads.core_name || ' %'
        )
    group by
        members.account_id,
        heads.account_id
),

chosen as (
    select
        *,
        row_number() over (
            partition by account_id order by rules desc, rule asc, parent_account_id asc
        ) as choice
    from proposed
),

final as (
    select
        account_id,
        record_key,
        parent_account_id,
        parent_record_key,
        case
            when domain_root is null then 'one name continues the other, and both begin with '
            when rules = 2
                then 'one domain (' || domain_root || '), and one name continues the other: '
            else 'one domain (' || domain_root || ') and one first word: '
        end || brand as evidence
    from chosen
    where choice = 1
)

select * from final
