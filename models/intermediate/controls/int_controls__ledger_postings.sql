-- The general ledger's lines on revenue, receivable and contract (deferred, unbilled) accounts,
-- whether the as-of closes their month, and whether a document of the bridge stands behind each.
with postings as (

    select * from {{ known(ref('int_conformed__ledger_postings')) }} as postings

),

records as (

    select * from {{ ref('int_accounts__record_accounts') }}

),

billings as (

    select source_system, document_id
    from {{ ref('int_events__billings') }}
    where as_of = 'latest'
    group by source_system, document_id

),

recognitions as (

    select
        source_system,
        document_id,
        max(case when is_manual then 1 else 0 end) as is_manual
    from {{ ref('int_events__recognitions') }}
    where as_of = 'latest'
    group by source_system, document_id

),

applications as (

    select source_system, settling_document_id as document_id
    from {{ ref('int_events__applications') }}
    where as_of = 'latest'
    group by source_system, settling_document_id

),

receipts as (

    select source_system, document_id
    from {{ ref('int_events__receipts') }}
    where as_of = 'latest'

),

-- Journals that brought in the balances with which the history opens.
openings as (

    select source_system, journal_id as document_id
    from {{ ref('int_events__openings') }}
    where as_of = 'latest' and journal_id is not null
    group by source_system, journal_id

),

-- What only moves a balance between deferred and unbilled accounts changes no contract.
reclassifications as (

    select
        source_system,
        document_id
    from postings
    where as_of = 'latest' and account_kind in ('deferred', 'unbilled')
    group by source_system, document_id
    having sum(base_amount) = 0

),

final as (

    select
        postings.source_system,
        postings.document_id,
        postings.document_type,
        postings.line_id,
        postings.ledger_account_id,
        postings.ledger_account_name,
        postings.account_kind,
        postings.period_start_date,
        postings.base_currency,
        postings.base_amount,
        coalesce(records.ultimate_parent_id, 'unassigned') as ultimate_parent_id,
        postings.period_start_date < {{ month_of(add_days('postings.as_of_date', 1)) }}
            as is_month_over,
        billings.document_id is not null as is_billed,
        coalesce(recognitions.is_manual, 0) = 1 as is_manual,
        openings.document_id is not null as is_opening,
        case
            when openings.document_id is not null then true
            when postings.account_kind in ('deferred', 'unbilled')
                then billings.document_id is not null or recognitions.document_id is not null
                    or reclassifications.document_id is not null
            -- The application of a deposit is told by its deposit.
            when postings.account_kind = 'receivable'
                then billings.document_id is not null or applications.document_id is not null
                    or receipts.document_id is not null
                    or coalesce(postings.document_type, '') = 'deposit_application'
            else recognitions.document_id is not null
        end as is_covered
    from postings
    left join billings
        on postings.source_system = billings.source_system
        and postings.document_id = billings.document_id
    left join recognitions
        on postings.source_system = recognitions.source_system
        and postings.document_id = recognitions.document_id
    left join applications
        on postings.source_system = applications.source_system
        and postings.document_id = applications.document_id
    left join receipts
        on postings.source_system = receipts.source_system
        and postings.document_id = receipts.document_id
    left join openings
        on postings.source_system = openings.source_system
        and postings.document_id = openings.document_id
    left join reclassifications
        on postings.source_system = reclassifications.source_system
        and postings.document_id = reclassifications.document_id
    left join records
        on postings.source_system = records.source_system
        and postings.source_account_id = records.source_account_id
    where
        postings.as_of = 'latest'
        and not postings.is_eliminated
        and postings.account_kind in ('revenue', 'receivable', 'deferred', 'unbilled')

)

select * from final
