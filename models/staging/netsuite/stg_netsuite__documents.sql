with
transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

lines as (
    select * from {{ ref('stg_netsuite__lines') }}
),

-- Sales lines carry the opposite sign of the business: an invoice's items are negative.
line_totals as (
    select
        transaction_id,
        -sum(case when line_role = 'item' then foreign_amount else 0 end) as net_amount,
        -sum(case when line_role = 'tax' then foreign_amount else 0 end) as tax_amount,
        max(
            case
                when account_kind in ('revenue', 'receivable', 'deferred', 'unbilled') then 1
                else 0
            end
        ) = 1 as touches_contracts
    from lines
    group by transaction_id
),

amounts as (
    select
        transactions.*,
        case
            when transactions.document_type = 'order' then line_totals.net_amount
            when transactions.document_type = 'journal' then 0
            else transactions.main_amount
        end as document_amount,
        case
            when transactions.document_type in ('order', 'invoice', 'credit_memo')
                then line_totals.tax_amount
            when transactions.document_type in ('cash_sale', 'cash_refund') then line_totals.tax_amount
            else 0
        end as tax_amount,
        coalesce(line_totals.touches_contracts, false) as touches_contracts
    from transactions
    left join line_totals
        on transactions.transaction_id = line_totals.transaction_id
),

final as (
    select
        'netsuite' as source_system,
        transaction_id as document_id,
        document_type,
        document_number,
        po_number,
        document_date,
        case when document_type = 'invoice' then coalesce(due_date, document_date) end as due_date,
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
        cast(
            case when document_type = 'invoice' then open_amount end as decimal(18, 2)
        ) as erp_open_amount,
        cast(
            case
                when document_type in ('payment', 'deposit', 'credit_memo') then abs(unused_amount)
            end as decimal(18, 2)
        ) as erp_unused_amount,
        known_from,
        known_to
    from amounts
    where
        document_type = 'order'
        -- Applying a deposit is no document of its own; what touches no contract account is not ours.
        or (
            is_posting
            and document_type != 'deposit_application'
            and (document_type != 'journal' or touches_contracts)
        )
)

select * from final
