with
subsidiaries as (
    select * from {{ ref('base_netsuite__subsidiary') }}
    where quarantine_rule is null
),

currencies as (
    select * from {{ ref('base_netsuite__currency') }}
    where quarantine_rule is null
),

currency_keys as (
    select * from {{ ref('stg_netsuite__currency_keys') }}
),

ranked_base as (
    select
        upper(symbol) as currency,
        row_number() over (order by length(id), id) as base_rank
    from currencies
    where coalesce(isbasecurrency, false) and symbol is not null
),

-- A single company keeps no subsidiary on its lines: its currency stands under the empty key.
without_subsidiary as (
    select
        '' as subsidiary_id,
        currency,
        false as is_elimination,
        false as is_root
    from ranked_base
    where base_rank = 1
),

with_subsidiary as (
    select
        subsidiaries.id as subsidiary_id,
        currency_keys.currency,
        coalesce(subsidiaries.iselimination, false) as is_elimination,
        subsidiaries.parent is null as is_root
    from subsidiaries
    left join currency_keys
        on subsidiaries.currency = currency_keys.currency_key
),

united as (
    select * from with_subsidiary
    union all
    select * from without_subsidiary
),

final as (
    select
        subsidiary_id,
        currency,
        is_elimination,
        is_root
    from united
)

select * from final
