-- The rate at which the CRM itself converts each deal, at its close date; where the CRM's corporate
-- currency is not the reporting currency, on from there at the ERP's rate.
with deals as (

    select * from {{ ref('int_links__deals') }}
    where is_won

),

rates as (

    select * from {{ ref('int_conformed__exchange_rates') }}
    where rate_role = 'crm' and known_to is null

),

currencies as (

    select * from {{ ref('int_conformed__currencies') }}

),

reporting_rates as (

    select * from {{ ref('int_rates__reporting') }}

),

corporate as (

    select
        source_system,
        max(currency) as currency
    from currencies
    where is_corporate
    group by source_system

),

quoted as (

    select
        deals.as_of,
        deals.deal_id,
        deals.close_date,
        coalesce(corporate.currency, '{{ var("reporting_currency") }}') as corporate_currency,
        case
            when deals.currency = coalesce(corporate.currency, '{{ var("reporting_currency") }}')
                then cast(1 as decimal(20, 12))
            else rates.rate
        end as rate_to_corporate,
        row_number() over (
            partition by deals.as_of, deals.deal_id
            order by rates.valid_from desc, rates.rate_id
        ) as choice
    from deals
    left join corporate
        on deals.crm_system = corporate.source_system
    left join rates
        on deals.crm_system = rates.source_system
        and deals.currency = rates.from_currency
        and deals.close_date >= rates.valid_from
        and deals.close_date < coalesce(rates.valid_to, cast('9999-12-31' as date))

),

final as (

    select
        quoted.as_of,
        quoted.deal_id,
        cast(
            case
                when quoted.corporate_currency = '{{ var("reporting_currency") }}'
                    then quoted.rate_to_corporate
                else quoted.rate_to_corporate * cast(reporting_rates.rate as decimal(18, 10))
            end as decimal(20, 12)
        ) as rate
    from quoted
    left join reporting_rates
        on quoted.corporate_currency = reporting_rates.currency
        and quoted.close_date = reporting_rates.rate_date
    where quoted.choice = 1

)

select * from final
