-- A document's rate is its own where its subsidiary keeps books in the reporting currency, else the
-- daily table's. A missing rate stays missing: it is never 1.
with documents as (

    select * from {{ ref('int_links__documents') }}

),

rates as (

    select * from {{ ref('int_rates__reporting') }}

),

final as (

    select
        documents.as_of,
        documents.source_system,
        documents.document_id,
        documents.currency,
        documents.document_date,
        case
            when documents.currency = '{{ var("reporting_currency") }}'
                then cast(1 as decimal(20, 12))
            when documents.base_currency = '{{ var("reporting_currency") }}'
                and documents.exchange_rate > 0
                then documents.exchange_rate
            else rates.rate
        end as document_rate,
        case
            when documents.currency = '{{ var("reporting_currency") }}'
                then documents.document_date
            when documents.base_currency = '{{ var("reporting_currency") }}'
                and documents.exchange_rate > 0
                then documents.document_date
            else rates.quoted_on
        end as rate_date
    from documents
    left join rates
        on documents.currency = rates.currency
        and documents.document_date = rates.rate_date

)

select * from final
