-- The line `unexplained` is never posted.
select * from {{ ref('revenue_bridge') }}
where line = 'unexplained' and (amount <> 0 or amount_reporting <> 0)
