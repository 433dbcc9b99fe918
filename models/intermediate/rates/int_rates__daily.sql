-- A rate of the ERP holds from its date until the next one of its pair, at most seven days:
-- weekends and holidays are bridged, a feed that stopped is not. Without an ERP the CRM's rates are
-- all there is; each holds for as long as the CRM says.
with rates as (

    select * from {{ ref('int_conformed__exchange_rates') }}

),

crm_rates as (

    select * from {{ ref('int_rates__crm_daily') }}

),

numbers as (

    {% for days_ahead in range(0, 8) -%}
    select {{ days_ahead }} as days_ahead
    {{ "union all" if not loop.last }}
    {% endfor %}

),

quotes as (

    select
        rates.source_system,
        rates.rate_id,
        rates.from_currency,
        rates.to_currency,
        rates.valid_from,
        rates.rate,
        {{ add_days('rates.valid_from', 'numbers.days_ahead') }} as rate_date
    from rates
    cross join numbers
    where rates.rate_role = 'erp' and rates.rate > 0 and rates.known_to is null

    union all

    select source_system, rate_id, from_currency, to_currency, valid_from, rate, rate_date
    from crm_rates

),

-- Each pair can be read backwards.
held as (

    select
        source_system,
        rate_id,
        from_currency,
        to_currency,
        valid_from,
        rate_date,
        rate,
        1 as direction
    from quotes

    union all

    select
        source_system,
        rate_id,
        to_currency as from_currency,
        from_currency as to_currency,
        valid_from,
        rate_date,
        {{ rate_quotient('1', 'rate') }} as rate,
        2 as direction
    from quotes

),

ranked as (

    select
        *,
        row_number() over (
            partition by from_currency, to_currency, rate_date
            order by valid_from desc, direction, source_system, rate_id, rate
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
