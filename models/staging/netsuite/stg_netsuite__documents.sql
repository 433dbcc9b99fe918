with
transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

lines as (
    select * from {{ ref('stg_netsuite__lines') }}
),

posted_lines as (
    select * from {{ ref('stg_netsuite__posted_lines') }}
),

cash_journals as (
    select * from {{ ref('stg_netsuite__cash_journals') }}
),

opening_documents as (
    select * from {{ ref('stg_netsuite__opening_documents') }}
),

-- Sales lines carry the opposite sign of the business: an invoice's items are negative.
line_totals as (
    select
        transaction_id,
        -sum(case when line_role = 'item' then foreign_amount else 0 end) as net_amount,
        -sum(case when line_role = 'tax' then foreign_amount else 0 end) as tax_amount
    from lines
    where document_type in ('order', 'invoice', 'credit_memo', 'cash_sale', 'cash_refund')
    group by transaction_id
),

contract_documents as (
    select transaction_id
    from posted_lines
    where account_kind in ('revenue', 'receivable', 'deferred', 'unbilled')
    group by transaction_id
),

amounts as (
    select
        transactions.*,
        contract_documents.transaction_id is not null as touches_contracts,
        coalesce(cash_journals.document_type, transactions.document_type) as shared_type,
        case
            when transactions.document_type = 'order' then line_totals.net_amount
            when transactions.document_type = 'journal' then cash_journals.cash_amount
            else transactions.main_amount
        end as document_amount,
        line_totals.tax_amount
    from transactions
    left join line_totals
        on transactions.transaction_id = line_totals.transaction_id
    left join cash_journals
        on transactions.transaction_id = cash_journals.transaction_id
    left join contract_documents
        on transactions.transaction_id = contract_documents.transaction_id
),

own as (
    select
        'netsuite' as source_system,
        transaction_id as document_id,
        shared_type as document_type,
        document_number,
        po_number,
        document_date,
        case when shared_type = 'invoice' then coalesce(due_date, document_date) end as due_date,
        source_account_id,
        -- NetSuite knows one customer per document.
        source_account_id as bill_to_source_account_id,
        currency,
        base_currency,
        exchange_rate,
        cast(coalesce(document_amount, 0) as decimal(18, 2)) as document_amount,
        cast(coalesce(tax_amount, 0) as decimal(18, 2)) as tax_amount,
        deal_ref,
        created_from_id as created_from_document_id,
        is_eliminated,
        cast(case when shared_type = 'invoice' then open_amount end as decimal(18, 2))
            as erp_open_amount,
        cast(
            case
                when shared_type in ('payment', 'deposit', 'credit_memo') then abs(unused_amount)
            end as decimal(18, 2)
        ) as erp_unused_amount,
        known_from,
        known_to
    from amounts
    -- Applying a deposit is no document of its own; what touches no contract account is not ours.
    where
        document_type = 'order'
        or (
            is_posting
            and document_type != 'deposit_application'
            and (document_type != 'journal' or touches_contracts)
        )
),

final as (
    select * from own
    union all
    select * from opening_documents
)

select * from final
