-- A rate holds from its date until the next one of its pair, at most seven days: weekends and
-- holidays are bridged, a feed that stopped is not.
with rates as (

    select * from {{ ref('int_conformed__exchange_rates') }}

),

numbers as (

    {% for days_ahead in range(0, 8) -%}
    select {{ days_ahead }} as days_ahead
    {{ "union all" if not loop.last }}
    {% endfor %}

),

pairs as (

    select
        source_system,
        rate_id,
        from_currency,
        to_currency,
        valid_from,
        rate
    from rates
    where rate_role = 'erp' and rate > 0 and known_to is null

    union all

    -- Each pair can be read backwards.
    select
        source_system,
        rate_id,
        to_currency as from_currency,
        from_currency as to_currency,
        valid_from,
        {{ rate_quotient('1', 'rate') }} as rate
    from rates
    where rate_role = 'erp' and rate > 0 and known_to is null

),

held as (

    select
        pairs.*,
        {{ add_days('pairs.valid_from', 'numbers.days_ahead') }} as rate_date
    from pairs
    cross join numbers

),

ranked as (

    select
        *,
        row_number() over (
            partition by from_currency, to_currency, rate_date
            order by valid_from desc, source_system, rate_id, rate
        ) as preference
    from held

),

final as (

    select
        from_currency,
        to_currency,
        rate_date,
        valid_from,
        rate
    from ranked
    where preference = 1 and from_currency <> to_currency

)

select * from final
