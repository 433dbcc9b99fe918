with
currencies as (
    select * from {{ ref('base_netsuite__currency') }}
    where quarantine_rule is null
),

subsidiary_currencies as (
    select * from {{ ref('stg_netsuite__subsidiary_currencies') }}
),

-- The group reports in the currency of its top company; a single company in its own.
ranked_roots as (
    select
        currency,
        row_number() over (
            order by
                case when is_root then 0 when subsidiary_id = '' then 1 else 2 end,
                case when is_elimination then 1 else 0 end,
                length(subsidiary_id),
                subsidiary_id
        ) as root_rank
    from subsidiary_currencies
    where currency is not null
),

ranked as (
    select
        upper(symbol) as currency,
        currencyprecision,
        row_number() over (partition by upper(symbol) order by length(id), id) as symbol_rank
    from currencies
    where symbol is not null
),

final as (
    select
        'netsuite' as source_system,
        ranked.currency,
        cast(coalesce(ranked.currencyprecision, 2) as integer) as decimal_places,
        ranked_roots.currency is not null as is_corporate,
        {{ always_known() }} as known_from,
        cast(null as timestamp) as known_to
    from ranked
    left join ranked_roots
        on ranked.currency = ranked_roots.currency and ranked_roots.root_rank = 1
    where ranked.symbol_rank = 1
)

select * from final
