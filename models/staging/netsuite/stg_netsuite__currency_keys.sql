with
currencies as (
    select * from {{ ref('base_netsuite__currency') }}
    where quarantine_rule is null
),

-- Most records name a currency by its internal id, some revenue plans by its symbol.
keys as (
    select
        id as currency_key,
        symbol
    from currencies
    union all
    select
        symbol as currency_key,
        symbol
    from currencies
),

final as (
    select
        currency_key,
        upper(min(symbol)) as currency
    from keys
    where symbol is not null
    group by currency_key
)

select * from final
