-- Every revenue posting with the deal and account of the line that it releases. A posting that
-- releases nothing is a manual journal: it follows its journal's own reference to a deal, else it
-- forms a deal of its own at its customer's account.
with postings as (

    select * from {{ known(ref('int_conformed__revenue_postings')) }} as postings

),

documents as (

    select * from {{ ref('int_links__documents') }}

),

links as (

    select * from {{ ref('int_links__document_links') }}

),

billings as (

    select * from {{ ref('int_events__billed_lines') }}

),

rates as (

    select * from {{ ref('int_rates__documents') }}

),

daily_rates as (

    select * from {{ ref('int_rates__reporting') }}

),

records as (

    select * from {{ ref('int_accounts__record_accounts') }}

),

products as (

    select * from {{ ref('int_products__record_products') }}

),

placed as (

    select
        postings.*,
        coalesce(billings.deal_id, released.deal_id, journals.deal_id) as linked_deal_id,
        released.document_id is not null or coalesce(journals.has_crm_deal, false) as is_linked,
        {% for column in ['account_id', 'ultimate_parent_id'] -%}
        coalesce(
            billings.{{ column }}, order_accounts.{{ column }}, released.{{ column }},
            records.{{ column }}, 'unassigned'
        ) as {{ column }},
        {% endfor -%}
        coalesce(journals.document_type, documents.document_type) as document_type,
        coalesce(released.document_type, '') = 'opening_contract' as is_opening,
        documents.known_from as document_known_from,
        documents.known_to as document_known_to,
        coalesce(rates.document_rate, daily_rates.rate) as found_rate,
        coalesce(rates.rate_date, daily_rates.quoted_on) as found_rate_date
    from postings
    inner join documents
        on postings.as_of = documents.as_of
        and postings.source_system = documents.source_system
        and postings.document_id = documents.document_id
    left join links as journals
        on postings.as_of = journals.as_of
        and postings.source_system = journals.source_system
        and postings.document_id = journals.document_id
    left join billings
        on postings.as_of = billings.as_of
        and postings.source_system = billings.source_system
        and postings.released_document_id = billings.document_id
        and postings.released_line_id = billings.line_id
    left join links as released
        on postings.as_of = released.as_of
        and postings.source_system = released.source_system
        and postings.released_document_id = released.document_id
    left join {{ ref('int_events__order_accounts') }} as order_accounts
        on postings.as_of = order_accounts.as_of
        and postings.source_system = order_accounts.source_system
        and postings.released_document_id = order_accounts.order_document_id
    left join records
        on postings.source_system = records.source_system
        and postings.source_account_id = records.source_account_id
    left join rates
        on postings.as_of = rates.as_of
        and postings.source_system = rates.source_system
        and postings.released_document_id = rates.document_id
        and postings.currency = rates.currency
    left join daily_rates
        on postings.currency = daily_rates.currency
        and postings.posting_date = daily_rates.rate_date
    where postings.posting_date <= postings.as_of_date

),

final as (

    select
        placed.as_of,
        placed.as_of_date,
        placed.source_system,
        placed.posting_id,
        placed.document_id,
        placed.document_type,
        placed.released_document_id,
        placed.released_line_id,
        case
            when placed.is_linked then placed.linked_deal_id
            else {{ surrogate_id([
                "'deal'", "placed.source_system", "placed.document_id", "placed.account_id"
            ]) }}
        end as deal_id,
        placed.account_id,
        placed.ultimate_parent_id,
        products.product_id,
        -- An opening balance has no project whose delivery could be waited for.
        coalesce(products.recognition_method, '') = 'milestone' and not placed.is_opening
            as is_milestone,
        placed.is_manual,
        placed.posting_date as event_date,
        placed.ledger_account_id,
        placed.currency,
        placed.posted_amount as amount,
        placed.base_amount,
        case
            when placed.currency = '{{ var("reporting_currency") }}' then cast(1 as decimal(20, 12))
            else placed.found_rate
        end as posting_rate,
        placed.found_rate_date as rate_date,
        greatest(placed.known_from, placed.document_known_from) as known_from,
        placed.document_known_to as known_to
    from placed
    left join products
        on placed.source_system = products.source_system
        and placed.source_product_id = products.source_product_id

)

select * from final
