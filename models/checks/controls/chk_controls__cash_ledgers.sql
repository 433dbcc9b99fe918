-- Receipts that brought no cash by the ledger: nothing is posted to a bank account and something to
-- revenue or expense. A credit or a write-off was keyed in as a payment. (Other clearing accounts
-- are left alone: cash may wait on them for the bank.)
with receipts as (

    select * from {{ ref('int_events__receipts') }}
    where as_of = 'latest' and document_type in ('payment', 'deposit') and cash_amount <> 0

),

ledger_postings as (

    select * from {{ known(ref('int_conformed__ledger_postings')) }} as ledger_postings

),

posted as (

    select
        source_system,
        document_id,
        sum(case when account_kind in ('revenue', 'expense') then base_amount else 0 end)
            as result_amount,
        min(case when account_kind in ('revenue', 'expense') then ledger_account_name end)
            as ledger_account_name,
        max(case when account_kind = 'bank' and base_amount <> 0 then 1 else 0 end) as has_cash
    from ledger_postings
    where as_of = 'latest'
    group by source_system, document_id

),

final as (

    select
        'control_differs' as rule,
        'invoiced_to_collected' as step,
        receipts.document_type as entity,
        receipts.source_system,
        receipts.document_id || ' cash' as source_record_id,
        cast(null as varchar) as deal_id,
        receipts.account_id,
        'unassigned' as owner_name,
        cast(round(-receipts.cash_amount * receipts.document_rate, 2) as decimal(18, 2))
            as amount_reporting,
        receipts.event_date as since_date,
        receipts.document_type || ' ' || coalesce(receipts.document_number, '')
        || ': collected ' || receipts.currency || ' ' || cast(receipts.cash_amount as varchar)
        || ', nothing is posted to a bank but ' || cast(posted.result_amount as varchar)
        || ' to ' || coalesce(posted.ledger_account_name, 'an unnamed account') as detail
    from receipts
    inner join posted
        on receipts.source_system = posted.source_system
        and receipts.document_id = posted.document_id
    where posted.has_cash = 0 and posted.ledger_account_name is not null

)

select * from final
