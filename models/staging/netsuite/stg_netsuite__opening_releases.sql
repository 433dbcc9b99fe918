with
opening_journals as (
    select * from {{ ref('stg_netsuite__opening_journals') }}
    where opening_kind = 'contract' and {{ history_is_cut() }}
),

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

-- Where a customer has several opening balances, nobody can say which one a journal releases.
only_balances as (
    select
        source_account_id,
        currency,
        min(opening_id) as opening_id
    from opening_journals
    group by
        source_account_id,
        currency
    having count(*) = 1
),

movements as (
    select
        posted_lines.transaction_id,
        lines.source_account_id,
        sum(
            case
                when posted_lines.account_kind in ('deferred', 'unbilled') then lines.foreign_amount
                else 0
            end
        ) as released_amount,
        sum(case when posted_lines.account_kind = 'revenue' then -lines.foreign_amount else 0 end)
            as earned_amount
    from posted_lines
    inner join lines
        on posted_lines.transaction_id = lines.transaction_id
        and posted_lines.line_id = lines.line_id
    where
        posted_lines.document_type = 'journal'
        and posted_lines.account_kind in ('deferred', 'unbilled', 'revenue')
        and posted_lines.posting_date >= {{ history_date() }}
    group by
        posted_lines.transaction_id,
        lines.source_account_id
),

-- It earns just what it takes from the balance, and names no deal of its own.
final as (
    select
        movements.transaction_id,
        movements.source_account_id,
        only_balances.opening_id
    from movements
    inner join transactions
        on movements.transaction_id = transactions.transaction_id
    inner join only_balances
        on movements.source_account_id = only_balances.source_account_id
        and transactions.currency = only_balances.currency
    where
        movements.released_amount = movements.earned_amount
        and movements.earned_amount != 0
        and transactions.deal_ref is null
)

select * from final
