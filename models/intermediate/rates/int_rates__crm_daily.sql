-- The CRM's own rates on the days that need one. Empty as soon as an ERP is switched on: then the
-- CRM's rates say only what the CRM itself made of a deal.
with rates as (

    select * from {{ ref('int_conformed__exchange_rates') }}
    where
        rate_role = 'crm' and rate > 0 and known_to is null
        and not ({{ is_supplied(['documents']) }})

),

as_ofs as (

    select * from {{ ref('int_time__as_ofs') }}

),

deals as (

    select * from {{ ref('int_conformed__deals') }}

),

adjustments as (

    select * from {{ ref('int_conformed__adjustments') }}

),

days as (

    select close_date as rate_date from deals
    union
    select as_of_date as rate_date from as_ofs
    union
    select {{ add_days(dbt.dateadd('month', 1, month_of('period_month')), -1) }} as rate_date
    from adjustments

),

final as (

    select
        rates.source_system,
        rates.rate_id,
        rates.from_currency,
        rates.to_currency,
        rates.valid_from,
        days.rate_date,
        rates.rate
    from rates
    inner join days
        on rates.valid_from <= days.rate_date
        and (rates.valid_to is null or rates.valid_to > days.rate_date)

)

select * from final
