{#- A renewal begins at most this many days before, or after, the end of what it renews. -#}
{%- set days_before, days_after = 31, 92 -%}
{#- So many doublings follow more renewals in a row than anybody signs. -#}
{%- set doublings = 6 -%}
with

deals as (
    select * from {{ ref('deals') }}
    where is_won and duplicate_of_deal_id is null
),

contracts as (
    select * from {{ known(ref('int_conformed__deals')) }} as contracts
    where as_of = 'latest'
),

deal_lines as (
    select * from {{ ref('int_links__deal_lines') }}
    where as_of = 'latest'
),

dated as (
    select
        deals.deal_id,
        deals.crm_system,
        deals.crm_opportunity_id,
        deals.account_id,
        deals.ultimate_parent_id,
        contracts.contract_start_date,
        {{ add_months('contracts.contract_start_date', 'contracts.contract_term_months') }}
            as contract_end_date,
        -- New Business, New Customer, new logo: what its type calls new renews nothing.
        coalesce(lower(trim(contracts.deal_type)) like 'new%', false) as is_new
    from deals
    left join contracts
        on deals.crm_system = contracts.source_system
        and deals.crm_opportunity_id = contracts.source_deal_id
),

-- What was sold to whom from when to when: only then can one deal continue another.
sold as (
    select
        dated.deal_id,
        dated.account_id,
        dated.ultimate_parent_id,
        dated.contract_start_date,
        dated.contract_end_date,
        dated.is_new,
        deal_lines.product_id
    from dated
    inner join deal_lines
        on dated.crm_system = deal_lines.source_system
        and dated.crm_opportunity_id = deal_lines.source_deal_id
    where dated.ultimate_parent_id <> 'unassigned'
    group by
        dated.deal_id, dated.account_id, dated.ultimate_parent_id, dated.contract_start_date,
        dated.contract_end_date, dated.is_new, deal_lines.product_id
),

continued as (
    select
        later.deal_id,
        earlier.deal_id as previous_deal_id,
        earlier.account_id as previous_account_id,
        {{ dbt.datediff('earlier.contract_end_date', 'later.contract_start_date', 'day') }}
            as gap_days,
        row_number() over (
            partition by later.deal_id
            order by
                case when earlier.account_id = later.account_id then 0 else 1 end asc,
                abs({{ dbt.datediff(
                    'earlier.contract_end_date', 'later.contract_start_date', 'day'
                ) }}) asc,
                earlier.contract_start_date desc,
                earlier.deal_id asc
        ) as choice
    from sold as later
    inner join sold as earlier
        on later.ultimate_parent_id = earlier.ultimate_parent_id
        and later.product_id = earlier.product_id
        and not later.is_new
        and later.contract_start_date > earlier.contract_start_date
        and later.contract_start_date
        >= {{ add_days('earlier.contract_end_date', -days_before) }}
        and later.contract_start_date <= {{ add_days('earlier.contract_end_date', days_after) }}
),

reach_0 as (
    select
        deal_id,
        previous_deal_id as first_deal_id,
        1 as links
    from continued
    where choice = 1
),
{% for doubling in range(1, doublings + 1) %}
reach_{{ doubling }} as (
    select
        near.deal_id,
        coalesce(far.first_deal_id, near.first_deal_id) as first_deal_id,
        near.links + coalesce(far.links, 0) as links
    from reach_{{ doubling - 1 }} as near
    left join reach_{{ doubling - 1 }} as far
        on near.first_deal_id = far.deal_id
),
{% endfor %}
final as (
    select
        dated.deal_id,
        coalesce(reach.first_deal_id, dated.deal_id) as chain_id,
        cast(coalesce(reach.links, 0) + 1 as integer) as chain_position,
        dated.account_id,
        dated.ultimate_parent_id,
        dated.contract_start_date,
        dated.contract_end_date,
        continued.previous_deal_id,
        continued.previous_account_id,
        coalesce(continued.previous_account_id <> dated.account_id, false) as is_other_account,
        cast(continued.gap_days as integer) as gap_days
    from dated
    left join continued
        on dated.deal_id = continued.deal_id
        and continued.choice = 1
    left join reach_{{ doublings }} as reach
        on dated.deal_id = reach.deal_id
)

select * from final
