-- The smallest amount of a currency: two decimals unless a system says otherwise (the yen has
-- none).
with currencies as (

    select * from {{ ref('int_conformed__currencies') }}

),

used as (

    select currency from {{ ref('int_links__deals') }}
    union all
    select currency from {{ ref('int_links__documents') }}

),

declared as (

    select
        currency,
        min(decimal_places) as decimal_places
    from currencies
    group by currency

),

final as (

    select
        used.currency,
        cast(
            case min(declared.decimal_places) when 0 then 1 when 1 then 0.1 else 0.01 end
            as decimal(18, 2)
        ) as minor_unit
    from used
    left join declared
        on used.currency = declared.currency
    group by used.currency

)

select * from final
