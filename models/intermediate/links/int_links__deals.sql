-- Every deal of the bridge: won deals and deals that a document points to, from the CRM; the rest
-- formed by documents and journals of their own. The booking date sets the deal's exchange rate.
with crm_deals as (

    select * from {{ ref('int_links__crm_deals') }}

),

repeats as (

    select * from {{ ref('int_links__repeats') }}

),

links as (

    select * from {{ ref('int_links__document_links') }}

),

document_deals as (

    select * from {{ ref('int_links__document_deals') }}

),

postings as (

    select * from {{ ref('int_events__recognitions') }}

),

documented as (

    select
        as_of,
        deal_id,
        min(case when document_type = 'order' then document_date end) as first_order_date,
        min(document_date) as first_document_date,
        max(confidence) as link_confidence
    from links
    where as_of_date >= document_date
    group by as_of, deal_id

),

best_links as (

    select
        as_of,
        deal_id,
        method,
        confidence,
        row_number() over (
            partition by as_of, deal_id order by confidence desc, method
        ) as choice
    from links

),

posted as (

    select
        as_of,
        deal_id,
        min(source_system) as source_system,
        min(document_id) as document_id,
        min(account_id) as account_id,
        min(ultimate_parent_id) as ultimate_parent_id,
        min(currency) as currency,
        min(event_date) as first_posting_date
    from postings
    group by as_of, deal_id

),

from_crm as (

    select
        crm_deals.as_of,
        crm_deals.deal_id,
        crm_deals.source_system as crm_system,
        crm_deals.source_deal_id as crm_opportunity_id,
        crm_deals.deal_name,
        cast(null as varchar) as root_system,
        cast(null as varchar) as root_document_id,
        crm_deals.account_id,
        crm_deals.ultimate_parent_id,
        crm_deals.owner_name,
        crm_deals.is_won,
        crm_deals.close_date,
        crm_deals.currency,
        case when crm_deals.is_won then crm_deals.booked_amount end as booked_amount,
        case when crm_deals.is_won then crm_deals.not_invoiced_amount end as not_invoiced_amount,
        repeats.duplicate_of_deal_id,
        case
            when crm_deals.is_won and crm_deals.close_date <= crm_deals.as_of_date
                then crm_deals.close_date
        end as booked_on
    from crm_deals
    left join repeats
        on crm_deals.as_of = repeats.as_of
        and crm_deals.deal_id = repeats.deal_id
    left join documented
        on crm_deals.as_of = documented.as_of
        and crm_deals.deal_id = documented.deal_id
    left join posted
        on crm_deals.as_of = posted.as_of
        and crm_deals.deal_id = posted.deal_id
    where
        crm_deals.is_won
        or documented.deal_id is not null
        or posted.deal_id is not null

),

from_documents as (

    select
        as_of,
        deal_id,
        cast(null as varchar) as crm_system,
        cast(null as varchar) as crm_opportunity_id,
        document_number as deal_name,
        source_system as root_system,
        root_document_id,
        account_id,
        ultimate_parent_id,
        'unassigned' as owner_name,
        false as is_won,
        cast(null as date) as close_date,
        currency,
        cast(null as decimal(18, 2)) as booked_amount,
        cast(null as decimal(18, 2)) as not_invoiced_amount,
        cast(null as varchar) as duplicate_of_deal_id,
        cast(null as date) as booked_on
    from document_deals

),

from_postings as (

    select
        posted.as_of,
        posted.deal_id,
        cast(null as varchar) as crm_system,
        cast(null as varchar) as crm_opportunity_id,
        cast(null as varchar) as deal_name,
        posted.source_system as root_system,
        posted.document_id as root_document_id,
        posted.account_id,
        posted.ultimate_parent_id,
        'unassigned' as owner_name,
        false as is_won,
        cast(null as date) as close_date,
        posted.currency,
        cast(null as decimal(18, 2)) as booked_amount,
        cast(null as decimal(18, 2)) as not_invoiced_amount,
        cast(null as varchar) as duplicate_of_deal_id,
        cast(null as date) as booked_on
    from posted
    left join crm_deals
        on posted.as_of = crm_deals.as_of
        and posted.deal_id = crm_deals.deal_id
    left join document_deals
        on posted.as_of = document_deals.as_of
        and posted.deal_id = document_deals.deal_id
    where crm_deals.deal_id is null and document_deals.deal_id is null

),

united as (

    select * from from_crm
    union all
    select * from from_documents
    union all
    select * from from_postings

),

final as (

    select
        united.as_of,
        united.deal_id,
        united.crm_system,
        united.crm_opportunity_id,
        united.deal_name,
        united.root_system,
        united.root_document_id,
        united.account_id,
        united.ultimate_parent_id,
        united.owner_name,
        united.is_won,
        united.close_date,
        united.currency,
        united.booked_amount,
        united.not_invoiced_amount,
        united.duplicate_of_deal_id,
        coalesce(
            united.booked_on, documented.first_order_date, documented.first_document_date,
            posted.first_posting_date
        ) as booking_date,
        case when united.crm_system is null then 'none' else coalesce(best_links.method, 'none') end
            as link_method,
        coalesce(best_links.confidence, 0) as link_confidence
    from united
    left join documented
        on united.as_of = documented.as_of
        and united.deal_id = documented.deal_id
    left join posted
        on united.as_of = posted.as_of
        and united.deal_id = posted.deal_id
    left join best_links
        on united.as_of = best_links.as_of
        and united.deal_id = best_links.deal_id
        and best_links.choice = 1

)

select * from final
