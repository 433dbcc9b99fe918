-- Documents that fit several deals, or one deal that other documents fit as well, with their
-- candidates. None of them is linked.
with links as (

    select * from {{ ref('int_links__document_links') }}
    where as_of = 'latest' and not has_crm_deal

),

direct as (

    select
        source_system,
        document_id,
        deal_id
    from {{ ref('int_links__direct_links') }}
    where as_of = 'latest' and candidates > 1

),

inferred as (

    select
        source_system,
        document_id,
        deal_id
    from {{ ref('int_links__inferred_candidates') }}
    where as_of = 'latest' and (deals_found > 1 or documents_found > 1)

),

deals as (

    select * from {{ ref('int_links__crm_deals') }}
    where as_of = 'latest'

),

found as (

    select * from direct
    union
    select * from inferred

),

rates as (

    select * from {{ ref('int_rates__documents') }}
    where as_of = 'latest'

),

final as (

    select
        'ambiguous_link' as rule,
        links.document_type as entity,
        links.source_system,
        links.document_id as source_record_id,
        links.deal_id,
        links.account_id,
        'unassigned' as owner_name,
        max(cast(round(links.document_amount * rates.document_rate, 2) as decimal(18, 2)))
            as amount_reporting,
        max(links.document_date) as since_date,
        links.document_type || ' ' || max(links.document_number) || ' fits '
        || case count(*)
            when 1 then '1 deal, as other documents do: '
            else cast(count(*) as varchar) || ' deals: '
        end
        || {{ dbt.listagg('deals.source_deal_id', "', '", 'order by deals.source_deal_id') }}
            as detail
    from links
    inner join found
        on links.source_system = found.source_system
        and links.document_id = found.document_id
    inner join deals
        on found.deal_id = deals.deal_id
    left join rates
        on links.source_system = rates.source_system
        and links.document_id = rates.document_id
    group by
        links.document_type, links.source_system, links.document_id, links.deal_id,
        links.account_id

)

select * from final
