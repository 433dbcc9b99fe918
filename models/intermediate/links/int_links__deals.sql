-- Every deal of the bridge: won deals and deals that a document points to, from the CRM; the rest
-- formed by documents and journals of their own. The booking date sets the deal's exchange rate.
with crm_deals as (

    select * from {{ ref('int_links__crm_deals') }}

),

repeats as (

    select * from {{ ref('int_links__repeats') }}

),

evidence as (

    select * from {{ ref('int_links__deal_evidence') }}

),

document_deals as (

    select * from {{ ref('int_links__document_deals') }}

),

posting_deals as (

    select * from {{ ref('int_links__posting_deals') }}

),

named as (

    select as_of, deal_id from crm_deals
    where is_won
    union
    select as_of, deal_id from evidence
    union
    select as_of, deal_id from posting_deals

),

final as (

    select
        named.as_of,
        named.deal_id,
        crm_deals.source_system as crm_system,
        crm_deals.source_deal_id as crm_opportunity_id,
        coalesce(crm_deals.deal_name, document_deals.document_number) as deal_name,
        case
            when crm_deals.deal_id is null
                then coalesce(document_deals.source_system, posting_deals.source_system)
        end as root_system,
        case
            when crm_deals.deal_id is null
                then coalesce(document_deals.root_document_id, posting_deals.document_id)
        end as root_document_id,
        coalesce(crm_deals.account_id, document_deals.account_id, posting_deals.account_id)
            as account_id,
        coalesce(
            crm_deals.ultimate_parent_id, document_deals.ultimate_parent_id,
            posting_deals.ultimate_parent_id
        ) as ultimate_parent_id,
        coalesce(crm_deals.owner_name, 'unassigned') as owner_name,
        coalesce(crm_deals.is_won, false) as is_won,
        crm_deals.close_date,
        coalesce(crm_deals.currency, document_deals.currency, posting_deals.currency) as currency,
        case when crm_deals.is_won then crm_deals.booked_amount end as booked_amount,
        case when crm_deals.is_won then crm_deals.not_invoiced_amount end as not_invoiced_amount,
        repeats.duplicate_of_deal_id,
        coalesce(
            case
                when crm_deals.is_won and crm_deals.close_date <= crm_deals.as_of_date
                    then crm_deals.close_date
            end,
            evidence.first_order_date, evidence.first_document_date,
            posting_deals.first_posting_date
        ) as booking_date,
        case
            when crm_deals.deal_id is null then 'none'
            else coalesce(evidence.link_method, 'none')
        end as link_method,
        coalesce(evidence.link_confidence, 0) as link_confidence
    from named
    left join crm_deals
        on named.as_of = crm_deals.as_of
        and named.deal_id = crm_deals.deal_id
    left join repeats
        on named.as_of = repeats.as_of
        and named.deal_id = repeats.deal_id
    left join evidence
        on named.as_of = evidence.as_of
        and named.deal_id = evidence.deal_id
    left join document_deals
        on named.as_of = document_deals.as_of
        and named.deal_id = document_deals.deal_id
    left join posting_deals
        on named.as_of = posting_deals.as_of
        and named.deal_id = posting_deals.deal_id

)

select * from final
