-- What each won deal booked, line by line, at the CRM's own rate.
with deals as (

    select * from {{ ref('int_links__crm_deals') }}
    where as_of = 'latest' and is_won

),

lines as (

    select * from {{ ref('int_links__deal_lines') }}
    where as_of = 'latest' and is_booked

),

rates as (

    select * from {{ ref('int_bridge__deals') }}
    where as_of = 'latest'

),

final as (

    select
        deals.deal_id,
        deals.account_id,
        lines.product_id,
        deals.close_date as event_date,
        deals.won_known_from as known_from,
        cast(null as timestamp) as known_to,
        deals.currency,
        lines.line_amount as amount,
        rates.crm_rate as fx_rate,
        deals.close_date as fx_rate_date,
        deals.source_system,
        deals.source_deal_id as source_record_id,
        coalesce(lines.source_line_id, 'header') as source_line_id
    from deals
    inner join lines
        on deals.source_system = lines.source_system
        and deals.source_deal_id = lines.source_deal_id
    inner join rates
        on deals.deal_id = rates.deal_id
    where deals.close_date <= deals.as_of_date

)

select * from final
