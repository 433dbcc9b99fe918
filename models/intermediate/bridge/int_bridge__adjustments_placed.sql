-- The adjustment register with each row's deal, account and rate, and whether it may enter a
-- reported number: approved by somebody other than its requester, with a reason, not expired.
with adjustments as (

    select * from {{ known(ref('int_conformed__adjustments')) }} as adjustments

),

deals as (

    select * from {{ ref('int_links__crm_deals') }}

),

repeats as (

    select * from {{ ref('int_links__repeats') }}

),

records as (

    select
        source_account_id,
        min(account_id) as account_id
    from {{ ref('int_accounts__record_accounts') }}
    group by source_account_id
    having count(distinct account_id) = 1

),

record_keys as (

    select
        {{ comparable_id('source_account_id') }} as account_key,
        min(account_id) as account_id
    from records
    group by {{ comparable_id('source_account_id') }}

),

rates as (

    select * from {{ ref('int_rates__reporting') }}

),

dated as (

    select
        *,
        {{ month_of('period_month') }} as month,
        case
            when {{ month_of('as_of_date') }} = {{ month_of('period_month') }} then as_of_date
            else {{ add_days(add_months(month_of('period_month'), 1), -1) }}
        end as converted_on
    from adjustments

),

final as (

    select
        dated.as_of,
        dated.as_of_date,
        dated.as_of_month,
        dated.source_system,
        dated.adjustment_id,
        dated.metric,
        dated.month,
        coalesce(repeats.duplicate_of_deal_id, deals.deal_id) as deal_id,
        coalesce(record_keys.account_id, deals.account_id, 'unassigned') as account_id,
        coalesce(dated.currency, '{{ var("reporting_currency") }}') as currency,
        dated.amount,
        case
            when coalesce(dated.currency, '{{ var("reporting_currency") }}')
                = '{{ var("reporting_currency") }}'
                then dated.amount
            else cast(round(dated.amount * rates.rate, 2) as decimal(18, 2))
        end as amount_reporting,
        case
            when coalesce(dated.currency, '{{ var("reporting_currency") }}')
                = '{{ var("reporting_currency") }}'
                then cast(1 as decimal(20, 12))
            else rates.rate
        end as adjustment_rate,
        dated.converted_on,
        dated.reason,
        dated.requested_by,
        dated.approved_by,
        dated.approved_at,
        dated.expires_on,
        case
            when dated.metric is null
                or dated.metric not in ('booked', 'invoiced', 'recognised', 'collected')
                then 'names no metric of the bridge'
            when dated.month is null or dated.amount is null then 'has no period or no amount'
            when dated.approved_by is null or dated.approved_at is null then 'is not approved'
            when dated.approved_at > dated.as_of_at then 'is not approved yet'
            when upper(trim(dated.approved_by)) = upper(trim(dated.requested_by))
                then 'was approved by its own requester'
            when nullif(trim(dated.reason), '') is null then 'has no reason'
            when dated.expires_on < dated.as_of_date then 'has expired'
            when dated.deal_ref is not null and deals.deal_id is null
                then 'names a deal that does not exist'
            when dated.account_ref is not null and record_keys.account_id is null
                then 'names an account that does not exist'
            when dated.currency <> '{{ var("reporting_currency") }}' and rates.rate is null
                then 'has no exchange rate from ' || dated.currency || ' on '
                    || cast(dated.converted_on as varchar)
        end as refusal
    from dated
    left join deals
        on dated.as_of = deals.as_of
        and {{ comparable_id('dated.deal_ref') }} = deals.deal_key
    left join repeats
        on deals.as_of = repeats.as_of
        and deals.deal_id = repeats.deal_id
    left join record_keys
        on {{ comparable_id('dated.account_ref') }} = record_keys.account_key
    left join rates
        on dated.currency = rates.currency
        and dated.converted_on = rates.rate_date

)

select
    *,
    refusal is null as is_effective
from final
