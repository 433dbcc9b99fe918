-- Invoices and credits whose lines do not add up to what they posted to the receivable account.
-- (A foreign credit clears the receivable at its invoice's rate, so it is left to the open items.)
with postings as (

    select
        source_system,
        document_id,
        sum(base_amount) as ledger_amount
    from {{ ref('int_controls__ledger_postings') }}
    where account_kind = 'receivable' and is_billed
    group by source_system, document_id

),

billings as (

    select
        source_system,
        document_id,
        min(document_type) as document_type,
        min(document_number) as document_number,
        min(deal_id) as deal_id,
        min(account_id) as account_id,
        min(event_date) as event_date,
        sum(base_amount) as bridge_amount
    from {{ ref('int_events__billings') }}
    where
        as_of = 'latest'
        and (
            document_type = 'invoice'
            or document_type = 'credit_memo' and abs(amount) = abs(base_amount)
        )
    group by source_system, document_id

),

final as (

    select
        'control_differs' as rule,
        billings.document_type as entity,
        billings.source_system,
        billings.document_id || ' ledger' as source_record_id,
        billings.deal_id,
        billings.account_id,
        'unassigned' as owner_name,
        cast(postings.ledger_amount - billings.bridge_amount as decimal(18, 2))
            as amount_reporting,
        billings.event_date as since_date,
        billings.document_type || ' ' || coalesce(billings.document_number, '')
        || ': posted to receivables '
        || cast(cast(postings.ledger_amount as decimal(18, 2)) as varchar)
        || ', its lines add up to '
        || cast(cast(billings.bridge_amount as decimal(18, 2)) as varchar)
            as detail
    from billings
    inner join postings
        on billings.source_system = postings.source_system
        and billings.document_id = postings.document_id
    where postings.ledger_amount <> billings.bridge_amount

)

select * from final
