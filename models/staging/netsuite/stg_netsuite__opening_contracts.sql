with
elements as (
    select * from {{ ref('base_netsuite__revenueelement') }}
    where
        quarantine_rule is null
        and not coalesce(_fivetran_deleted, false)
        and {{ history_is_cut() }}
),

plans as (
    select * from {{ ref('base_netsuite__revenueplan') }}
    where
        quarantine_rule is null
        and upper(trim(revenueplantype)) = 'ACTUAL'
        and not coalesce(_fivetran_deleted, false)
        and {{ history_is_cut() }}
),

planned_revenue as (
    select * from {{ ref('base_netsuite__revenueplanplannedrevenue') }}
    where
        quarantine_rule is null
        and not coalesce(_fivetran_deleted, false)
        and {{ history_is_cut() }}
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
    where {{ history_is_cut() }}
),

currency_keys as (
    select * from {{ ref('stg_netsuite__currency_keys') }}
    where {{ history_is_cut() }}
),

subsidiary_currencies as (
    select * from {{ ref('stg_netsuite__subsidiary_currencies') }}
    where {{ history_is_cut() }}
),

-- Also a line that is deleted or in quarantine is in the extract.
landed_lines as (
    select
        uniquekey as line_key,
        revenueelement as element_id
    from {{ ref('base_netsuite__transactionline') }}
    where {{ history_is_cut() }}
),

landed_keys as (
    select line_key from landed_lines
    where line_key is not null
    group by line_key
),

landed_elements as (
    select element_id from landed_lines
    where element_id is not null
    group by element_id
),

orphans as (
    select elements.*
    from elements
    left join landed_keys
        on elements.referenceid = landed_keys.line_key
    left join landed_elements
        on elements.id = landed_elements.element_id
    where
        elements.referenceid is not null
        and landed_keys.line_key is null
        and landed_elements.element_id is null
),

-- What a journal outside the extract released was released before; all else is still to come.
final as (
    select
        orphans.id as element_id,
        'opening:element:' || orphans.id as opening_id,
        min(orphans.source) as source_number,
        min(orphans.entity) as source_account_id,
        min(
            coalesce(plan_currencies.currency, own_currencies.currency, transactions.currency)
        ) as currency,
        min(coalesce(subsidiary_currencies.currency, transactions.base_currency)) as base_currency,
        max(plans.exchangerate) as exchange_rate,
        cast(sum(planned_revenue.amount) as decimal(18, 2)) as opening_amount
    from orphans
    inner join plans
        on orphans.id = plans.createdfrom
    inner join planned_revenue
        on plans.id = planned_revenue.revenueplan
    left join transactions
        on planned_revenue.journal = transactions.transaction_id
    left join currency_keys as plan_currencies
        on plans.revenueplancurrency = plan_currencies.currency_key
    left join currency_keys as own_currencies
        on orphans.currency = own_currencies.currency_key
    left join subsidiary_currencies
        on coalesce(orphans.subsidiary, '') = subsidiary_currencies.subsidiary_id
    where
        not coalesce(planned_revenue.isrecognized, false)
        or transactions.transaction_id is not null
    group by orphans.id
)

select * from final
