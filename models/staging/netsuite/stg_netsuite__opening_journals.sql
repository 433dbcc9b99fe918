with
posted_lines as (
    select * from {{ ref('stg_netsuite__posted_lines') }}
    where {{ history_is_cut() }}
),

lines as (
    select * from {{ ref('stg_netsuite__lines') }}
    where {{ history_is_cut() }}
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
    where {{ history_is_cut() }}
),

links as (
    select * from {{ ref('base_netsuite__nexttransactionlinelink') }}
    where
        quarantine_rule is null
        and linktype = 'Payment'
        and not coalesce(_fivetran_deleted, false)
        and {{ history_is_cut() }}
),

-- A line that settles something, or is linked to an invoice, belongs to that document.
settling_lines as (
    select
        nextdoc as transaction_id,
        nextline as line_id
    from links
    union
    select
        links.previousdoc as transaction_id,
        links.previousline as line_id
    from links
    inner join transactions as invoices
        on links.nextdoc = invoices.transaction_id and invoices.document_type = 'invoice'
),

-- Revenue posted by hand and cash that moved are business of their day, not balances brought in.
operating as (
    select transaction_id
    from posted_lines
    where document_type = 'journal' and account_kind in ('revenue', 'bank')
    group by transaction_id
),

balances as (
    select
        posted_lines.transaction_id,
        coalesce(lines.source_account_id, '') as source_account_id,
        case when posted_lines.account_kind = 'receivable' then 'receivable' else 'contract' end
            as opening_kind,
        cast(
            sum(
                case
                    when posted_lines.account_kind = 'receivable' then lines.foreign_amount
                    else -lines.foreign_amount
                end
            ) as decimal(18, 2)
        ) as opening_amount
    from posted_lines
    inner join lines
        on posted_lines.transaction_id = lines.transaction_id
        and posted_lines.line_id = lines.line_id
    left join settling_lines
        on posted_lines.transaction_id = settling_lines.transaction_id
        and posted_lines.line_id = settling_lines.line_id
    where
        posted_lines.document_type = 'journal'
        and settling_lines.line_id is null
        and posted_lines.account_kind in ('receivable', 'deferred', 'unbilled')
        and posted_lines.posting_date < {{ history_date() }}
    group by
        posted_lines.transaction_id,
        coalesce(lines.source_account_id, ''),
        case when posted_lines.account_kind = 'receivable' then 'receivable' else 'contract' end
),

final as (
    select
        'opening:'
        || balances.transaction_id
        || ':' || balances.source_account_id
        || ':' || balances.opening_kind as opening_id,
        balances.opening_kind,
        balances.transaction_id,
        transactions.document_number,
        nullif(balances.source_account_id, '') as source_account_id,
        transactions.currency,
        transactions.base_currency,
        transactions.exchange_rate,
        balances.opening_amount,
        transactions.is_eliminated,
        transactions.known_from,
        transactions.known_to
    from balances
    inner join transactions
        on balances.transaction_id = transactions.transaction_id
    left join operating
        on balances.transaction_id = operating.transaction_id
    where
        balances.opening_amount != 0
        and operating.transaction_id is null
)

select * from final
