-- The line `unexplained` is never posted.
select
    as_of,
    step,
    month,
    deal_id,
    account_id,
    currency,
    amount,
    amount_reporting
from {{ ref('revenue_bridge') }}
where line = 'unexplained' and (amount <> 0 or amount_reporting <> 0)
