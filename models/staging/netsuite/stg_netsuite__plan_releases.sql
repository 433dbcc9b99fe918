with
planned_revenue as (
    select * from {{ ref('base_netsuite__revenueplanplannedrevenue') }}
    where
        quarantine_rule is null
        and coalesce(isrecognized, false)
        and journal is not null
        and not coalesce(_fivetran_deleted, false)
),

plans as (
    select * from {{ ref('base_netsuite__revenueplan') }}
    where
        quarantine_rule is null
        and upper(trim(revenueplantype)) = 'ACTUAL'
        and not coalesce(_fivetran_deleted, false)
),

element_sources as (
    select * from {{ ref('stg_netsuite__element_sources') }}
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

journal_income as (
    select * from {{ ref('stg_netsuite__journal_income') }}
),

currency_keys as (
    select * from {{ ref('stg_netsuite__currency_keys') }}
),

income_groups as (
    select
        transaction_id,
        ledger_account_id,
        source_account_id
    from journal_income
    group by
        transaction_id,
        ledger_account_id,
        source_account_id
),

account_counts as (
    select
        transaction_id,
        min(ledger_account_id) as first_ledger_account_id,
        max(ledger_account_id) as last_ledger_account_id
    from journal_income
    group by transaction_id
),

releases as (
    select
        planned_revenue.id as planned_revenue_id,
        planned_revenue.journal as transaction_id,
        coalesce(planned_revenue.recognitionaccount, element_sources.recognition_account_id)
            as recognition_account_id,
        element_sources.source_account_id,
        element_sources.item_id as source_product_id,
        element_sources.source_document_id,
        element_sources.source_line_id,
        coalesce(currency_keys.currency, transactions.currency) as currency,
        cast(planned_revenue.amount as decimal(18, 2)) as posted_amount,
        case
            when
                coalesce(currency_keys.currency, transactions.currency)
                = transactions.base_currency
                then planned_revenue.amount
            else
                planned_revenue.amount
                * coalesce(
                    planned_revenue.exchangerate, plans.exchangerate, transactions.exchange_rate
                )
        end as planned_base_amount
    from planned_revenue
    inner join plans
        on planned_revenue.revenueplan = plans.id
    inner join transactions
        on planned_revenue.journal = transactions.transaction_id
    left join element_sources
        on plans.createdfrom = element_sources.element_id
    left join currency_keys
        on plans.revenueplancurrency = currency_keys.currency_key
),

-- A release sits on what its journal posted: its account, else the only one; same customer first.
ranked as (
    select
        releases.*,
        income_groups.ledger_account_id,
        income_groups.source_account_id as posted_account_id,
        row_number() over (
            partition by releases.planned_revenue_id
            order by
                case
                    when income_groups.source_account_id = releases.source_account_id then 0
                    when income_groups.source_account_id is null then 1
                    else 2
                end,
                length(income_groups.source_account_id),
                income_groups.source_account_id
        ) as group_rank
    from releases
    inner join account_counts
        on releases.transaction_id = account_counts.transaction_id
    inner join income_groups
        on releases.transaction_id = income_groups.transaction_id
    where
        income_groups.ledger_account_id = releases.recognition_account_id
        or account_counts.first_ledger_account_id = account_counts.last_ledger_account_id
),

final as (
    select
        planned_revenue_id,
        transaction_id,
        ledger_account_id,
        posted_account_id,
        source_account_id,
        source_product_id,
        source_document_id,
        source_line_id,
        currency,
        posted_amount,
        cast(round(coalesce(planned_base_amount, 0), 2) as decimal(18, 2)) as planned_base_amount
    from ranked
    where group_rank = 1
)

select * from final
