with
billing_lines as (
    select * from {{ ref('stg_netsuite__billing_lines') }}
),

journal_income as (
    select * from {{ ref('stg_netsuite__journal_income') }}
),

plan_postings as (
    select * from {{ ref('stg_netsuite__plan_postings') }}
),

income_balances as (
    select * from {{ ref('stg_netsuite__income_balances') }}
),

posted_lines as (
    select * from {{ ref('stg_netsuite__posted_lines') }}
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

opening_releases as (
    select * from {{ ref('stg_netsuite__opening_releases') }}
),

-- An invoice or credit line that posts to income releases itself.
direct as (
    select
        'line:' || billing_lines.document_id || ':' || billing_lines.line_id as posting_id,
        billing_lines.document_id,
        posted_lines.ledger_account_id,
        cast(null as varchar) as source_account_id,
        billing_lines.document_id as released_document_id,
        billing_lines.line_id as released_line_id,
        billing_lines.source_product_id,
        cast(null as varchar) as currency,
        billing_lines.line_amount as posted_amount,
        billing_lines.base_amount,
        false as is_manual
    from billing_lines
    inner join posted_lines
        on billing_lines.document_id = posted_lines.transaction_id
        and billing_lines.line_id = posted_lines.line_id
    where billing_lines.posting_kind = 'revenue'
),

-- Income that no plan explains at all, line by line: posted by hand, if it does not release the
-- opening balance of its customer.
manual as (
    select
        'line:' || journal_income.transaction_id || ':' || journal_income.line_id as posting_id,
        journal_income.transaction_id as document_id,
        journal_income.ledger_account_id,
        journal_income.source_account_id,
        opening_releases.opening_id as released_document_id,
        cast(null as varchar) as released_line_id,
        journal_income.source_product_id,
        cast(null as varchar) as currency,
        journal_income.posted_amount,
        journal_income.base_amount,
        opening_releases.opening_id is null as is_manual
    from journal_income
    left join income_balances
        on journal_income.transaction_id = income_balances.transaction_id
        and journal_income.ledger_account_id = income_balances.ledger_account_id
        and coalesce(journal_income.source_account_id, '')
        = coalesce(income_balances.source_account_id, '')
    left join opening_releases
        on journal_income.transaction_id = opening_releases.transaction_id
        and journal_income.source_account_id = opening_releases.source_account_id
    where income_balances.transaction_id is null
),

united as (
    select * from direct
    union all
    select * from plan_postings
    union all
    select * from manual
),

final as (
    select
        'netsuite' as source_system,
        united.posting_id,
        united.document_id,
        transactions.posting_date,
        united.ledger_account_id,
        coalesce(united.source_account_id, transactions.source_account_id) as source_account_id,
        united.released_document_id,
        united.released_line_id,
        united.source_product_id,
        coalesce(united.currency, transactions.currency) as currency,
        cast(coalesce(united.posted_amount, united.base_amount) as decimal(18, 2)) as posted_amount,
        cast(united.base_amount as decimal(18, 2)) as base_amount,
        united.is_manual,
        transactions.known_from,
        transactions.known_to
    from united
    inner join transactions
        on united.document_id = transactions.transaction_id
)

select * from final
