-- The line `unexplained` is never posted. It waits for the breaches, so that a build that finds
-- some still writes the exceptions and the scorecard that name the deals.
-- depends_on: {{ ref('chk_drift__breaches') }}
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
