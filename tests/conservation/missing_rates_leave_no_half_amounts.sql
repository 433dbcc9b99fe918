-- A story that cannot be converted has no reporting amounts at all: half of them would not add up.
with bridge as (

    select * from {{ ref('revenue_bridge') }}

)

select
    as_of,
    step,
    deal_id,
    account_id,
    currency,
    count(*) as rows_in_currency,
    count(amount_reporting) as rows_converted
from bridge
group by as_of, step, deal_id, account_id, currency
having count(amount_reporting) not in (0, count(*))
