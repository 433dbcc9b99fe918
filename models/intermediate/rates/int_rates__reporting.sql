-- Direct rates first; where the ERP quotes a currency only against another base, through that base.
with daily as (

    select * from {{ ref('int_rates__daily') }}

),

direct as (

    select
        from_currency,
        rate_date,
        valid_from,
        rate,
        1 as preference
    from daily
    where to_currency = '{{ var("reporting_currency") }}'

),

crossed as (

    select
        first_leg.from_currency,
        first_leg.rate_date,
        case
            when first_leg.valid_from < second_leg.valid_from then first_leg.valid_from
            else second_leg.valid_from
        end as valid_from,
        cast(first_leg.rate * cast(second_leg.rate as decimal(18, 10)) as decimal(20, 12)) as rate,
        2 as preference,
        first_leg.to_currency as via
    from daily as first_leg
    inner join direct as second_leg
        on first_leg.to_currency = second_leg.from_currency
        and first_leg.rate_date = second_leg.rate_date
    where first_leg.from_currency <> '{{ var("reporting_currency") }}'

),

united as (

    select from_currency, rate_date, valid_from, rate, preference, '' as via from direct
    union all
    select from_currency, rate_date, valid_from, rate, preference, via from crossed

),

ranked as (

    select
        *,
        row_number() over (
            partition by from_currency, rate_date
            order by preference, via, rate
        ) as choice
    from united

),

final as (

    select
        from_currency as currency,
        rate_date,
        valid_from as quoted_on,
        rate
    from ranked
    where choice = 1

)

select * from final
