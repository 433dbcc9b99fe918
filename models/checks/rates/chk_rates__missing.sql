-- Currencies and dates without a rate, per deal: such a deal has no amounts in reporting currency.
with missing as (

    select * from {{ ref('int_rates__missing') }}
    where as_of = 'latest'

),

deals as (

    select * from {{ ref('deals') }}

),

final as (

    select
        'missing_rate' as rule,
        'deal' as entity,
        coalesce(deals.crm_system, deals.erp_system) as source_system,
        coalesce(deals.crm_opportunity_id, deals.erp_document_id) || ' '
        || coalesce(missing.currency, '(no currency)') || ' '
        || coalesce(cast(missing.needed_on as varchar), '(no booking date)') as source_record_id,
        missing.deal_id,
        deals.account_id,
        deals.owner_name,
        cast(null as decimal(18, 2)) as amount_reporting,
        missing.needed_on as since_date,
        case
            when missing.currency is null
                then 'no rate to {{ var("reporting_currency") }}: the record names no currency'
            when missing.needed_on is null
                then 'no rate from ' || missing.currency
                    || ' to {{ var("reporting_currency") }}: neither a booking nor an order nor a '
                    || 'document of the deal says for which day'
            else 'no rate from ' || missing.currency || ' to {{ var("reporting_currency") }} on '
                || cast(missing.needed_on as varchar) || ' or in the seven days before'
        end as detail
    from missing
    inner join deals
        on missing.deal_id = deals.deal_id

)

select * from final
