with
accounting_lines as (
    select * from {{ ref('base_netsuite__transactionaccountingline') }}
    where quarantine_rule is null and coalesce(is_current, true) and coalesce(posting, false)
),

books as (
    select * from {{ ref('stg_netsuite__primary_book') }}
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

accounts as (
    select * from {{ ref('base_netsuite__account') }}
    where quarantine_rule is null
),

final as (
    select
        accounting_lines.transaction as transaction_id,
        accounting_lines.transactionline as line_id,
        transactions.transaction_type,
        transactions.document_type,
        accounting_lines.account as ledger_account_id,
        coalesce(
            accounts.fullname,
            accounts.accountsearchdisplaynamecopy,
            accounts.acctnumber,
            accounting_lines.account
        ) as ledger_account_name,
        case
            when accounts.accttype = 'Income' then 'revenue'
            when accounts.accttype = 'AcctRec' then 'receivable'
            when accounts.accttype = 'DeferRevenue' then 'deferred'
            when accounts.accttype = 'UnbilledRec' then 'unbilled'
            when accounts.accttype = 'Bank' or accounts.sspecacct = 'UndepFunds' then 'bank'
            when accounts.accttype in ('Expense', 'OthExpense', 'OthIncome', 'COGS')
                then 'expense'
            else 'other'
        end as account_kind,
        accounts.accttype as account_type,
        cast(accounting_lines.amount as decimal(18, 2)) as base_amount,
        transactions.base_currency,
        transactions.period_start_date,
        transactions.posting_date,
        transactions.is_eliminated,
        transactions.known_from,
        transactions.known_to
    from accounting_lines
    inner join books
        on accounting_lines.accountingbook = books.accounting_book_id
    inner join transactions
        on accounting_lines.transaction = transactions.transaction_id
    left join accounts
        on accounting_lines.account = accounts.id
    where
        transactions.is_posting
        -- A line taken out of a living document was never part of what the document says now.
        and (
            not {{ is_removed('accounting_lines._fivetran_deleted', 'accounting_lines') }}
            or {{ netsuite_deleted_with_document(
                'coalesce(accounting_lines.date_deleted, '
                ~ removed_at('accounting_lines') ~ ')',
                'transactions'
            ) }}
        )
)

select * from final
