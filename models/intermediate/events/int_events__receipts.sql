-- Cash by receipt: what came in (or went out, as a refund) and how much of it no application
-- claims. The rest sits on no deal, at the payer's account.
with documents as (

    select * from {{ ref('int_links__documents') }}
    where document_type in ('payment', 'deposit', 'refund') and document_date <= as_of_date

),

rates as (

    select * from {{ ref('int_rates__documents') }}

),

applications as (

    select * from {{ ref('int_events__applications') }}

),

used as (

    select
        as_of,
        source_system,
        settling_document_id,
        sum(settling_amount) as used_amount
    from applications
    where application_kind in ('cash', 'refund') and share_number = 1
    group by as_of, source_system, settling_document_id

),

final as (

    select
        documents.as_of,
        documents.as_of_date,
        documents.source_system,
        documents.document_id,
        documents.document_type,
        documents.document_number,
        documents.document_date as event_date,
        documents.account_id,
        documents.currency,
        documents.document_amount as cash_amount,
        cast(
            documents.document_amount
            - case when documents.document_type = 'refund' then -1 else 1 end
            * coalesce(used.used_amount, 0) as decimal(18, 2)
        ) as unclaimed_amount,
        documents.erp_unused_amount,
        rates.document_rate,
        rates.rate_date,
        documents.known_from,
        documents.known_to
    from documents
    inner join rates
        on documents.as_of = rates.as_of
        and documents.source_system = rates.source_system
        and documents.document_id = rates.document_id
    left join used
        on documents.as_of = used.as_of
        and documents.source_system = used.source_system
        and documents.document_id = used.settling_document_id

)

select * from final
