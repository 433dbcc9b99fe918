with
currency_rates as (
    select * from {{ ref('base_netsuite__currencyrate') }}
    where quarantine_rule is null and not coalesce(_fivetran_deleted, false)
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

currency_keys as (
    select * from {{ ref('stg_netsuite__currency_keys') }}
),

daily_rates as (
    select
        currency_rates.id as rate_id,
        own.currency as from_currency,
        base.currency as to_currency,
        currency_rates.effectivedate as valid_from,
        currency_rates.exchangerate as rate
    from currency_rates
    inner join currency_keys as own
        on currency_rates.transactioncurrency = own.currency_key
    inner join currency_keys as base
        on currency_rates.basecurrency = base.currency_key
),

-- Without a rate table the documents still show rates: one per pair and day, the smallest id's.
ranked_document_rates as (
    select
        'document:' || transaction_id as rate_id,
        currency as from_currency,
        base_currency as to_currency,
        document_date as valid_from,
        exchange_rate as rate,
        row_number() over (
            partition by currency, base_currency, document_date
            order by length(transaction_id), transaction_id
        ) as rate_rank
    from transactions
    where
        is_posting
        and known_to is null
        and currency != base_currency
        and exchange_rate is not null
        and not exists (select 1 as found from daily_rates)
),

united as (
    select
        rate_id,
        from_currency,
        to_currency,
        valid_from,
        rate
    from daily_rates
    union all
    select
        rate_id,
        from_currency,
        to_currency,
        valid_from,
        rate
    from ranked_document_rates
    where rate_rank = 1
),

final as (
    select
        'netsuite' as source_system,
        'erp' as rate_role,
        rate_id,
        from_currency,
        to_currency,
        valid_from,
        cast(null as date) as valid_to,
        rate,
        -- A rate that was corrected later shows its present value: there is no history of it yet.
        cast(valid_from as timestamp) as known_from,
        cast(null as timestamp) as known_to
    from united
    where valid_from is not null and rate is not null
)

select * from final
