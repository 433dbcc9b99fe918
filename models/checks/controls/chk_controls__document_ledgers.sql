-- Invoices and credits whose lines do not add up to what they posted to the receivable account, or
-- that posted nothing to it, in a system whose ledger is landed. (A foreign credit clears the
-- receivable at its invoice's rate, so it is left to the open items.)
with postings as (

    select
        source_system,
        document_id,
        sum(base_amount) as ledger_amount
    from {{ ref('int_controls__ledger_postings') }}
    where account_kind = 'receivable' and is_billed
    group by source_system, document_id

),

ledgers as (

    select source_system
    from postings
    group by source_system

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

compared as (

    select
        billings.*,
        postings.document_id is not null as is_posted,
        cast(coalesce(postings.ledger_amount, 0) as decimal(18, 2)) as ledger_amount
    from billings
    inner join ledgers
        on billings.source_system = ledgers.source_system
    left join postings
        on billings.source_system = postings.source_system
        and billings.document_id = postings.document_id

),

final as (

    select
        'control_differs' as rule,
        'invoiced_to_collected' as step,
        document_type as entity,
        source_system,
        document_id || ' ledger' as source_record_id,
        deal_id,
        account_id,
        'unassigned' as owner_name,
        cast(ledger_amount - bridge_amount as decimal(18, 2)) as amount_reporting,
        event_date as since_date,
        document_type || ' ' || coalesce(document_number, '')
        || case
            when is_posted then ': posted to receivables ' || cast(ledger_amount as varchar)
            else ': nothing is posted to receivables'
        end
        || ', its lines add up to ' || cast(cast(bridge_amount as decimal(18, 2)) as varchar)
            as detail
    from compared
    where ledger_amount <> bridge_amount

)

select * from final
