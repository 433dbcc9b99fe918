with
journal_income as (
    select * from {{ ref('stg_netsuite__journal_income') }}
),

plan_releases as (
    select * from {{ ref('stg_netsuite__plan_releases') }}
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

posted as (
    select
        transaction_id,
        ledger_account_id,
        source_account_id,
        sum(posted_amount) as posted_amount,
        sum(base_amount) as base_amount
    from journal_income
    group by
        transaction_id,
        ledger_account_id,
        source_account_id
),

released as (
    select
        transaction_id,
        ledger_account_id,
        posted_account_id,
        count(*) as release_count,
        sum(posted_amount) as posted_amount,
        sum(planned_base_amount) as base_amount,
        min(currency) as smallest_currency,
        max(currency) as largest_currency
    from plan_releases
    group by
        transaction_id,
        ledger_account_id,
        posted_account_id
),

compared as (
    select
        posted.transaction_id,
        posted.ledger_account_id,
        posted.source_account_id,
        transactions.currency,
        transactions.base_currency,
        released.release_count,
        posted.base_amount - released.base_amount as base_rest,
        -- Only amounts of one currency can be taken from each other.
        case
            when
                released.smallest_currency = transactions.currency
                and released.largest_currency = transactions.currency
                then posted.posted_amount - released.posted_amount
        end as posted_rest
    from posted
    inner join transactions
        on posted.transaction_id = transactions.transaction_id
    inner join released
        on posted.transaction_id = released.transaction_id
        and posted.ledger_account_id = released.ledger_account_id
        and coalesce(posted.source_account_id, '') = coalesce(released.posted_account_id, '')
),

final as (
    select
        transaction_id
        || ':' || ledger_account_id
        || ':' || coalesce(source_account_id, '') as income_key,
        transaction_id,
        ledger_account_id,
        source_account_id,
        currency,
        base_currency,
        posted_rest,
        base_rest,
        -- Conversion cents belong to the releases; a difference in the currency was posted by hand.
        case
            when posted_rest is not null then posted_rest = 0
            else abs(base_rest) <= release_count * cast(0.01 as decimal(18, 2))
        end as is_rounding
    from compared
)

select * from final
