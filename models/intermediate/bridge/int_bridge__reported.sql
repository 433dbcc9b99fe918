-- From a system's number to the reported number: the approved rows of the adjustment register, on
-- the deal, account and month that they name, from the moment of their approval.
with adjustments as (

    select * from {{ ref('int_bridge__adjustments_placed') }}
    where is_effective and month <= as_of_month

),

measures as (

    select * from {{ ref('int_bridge__system_numbers') }}

),

keys as (

    select
        as_of, metric, month, deal_id, account_id, currency,
        sum(amount) as adjusted_amount,
        sum(amount_reporting) as adjusted_reporting
    from adjustments
    group by as_of, metric, month, deal_id, account_id, currency

),

compared as (

    select
        keys.*,
        coalesce(measures.amount, 0) as system_amount,
        case when measures.metric is null then 0 else measures.amount_reporting end
            as system_reporting
    from keys
    left join measures
        on keys.as_of = measures.as_of
        and keys.metric = measures.metric
        and keys.month = measures.month
        and coalesce(keys.deal_id, '') = coalesce(measures.deal_id, '')
        and keys.account_id = measures.account_id
        and keys.currency = measures.currency

),

united as (

    select
        as_of, metric, month, deal_id, account_id, currency,
        metric as line, 'from' as line_type,
        system_amount as amount, system_reporting as amount_reporting
    from compared

    union all

    select
        as_of, metric, month, deal_id, account_id, currency,
        'approved_adjustment' as line, 'reason' as line_type,
        adjusted_amount as amount,
        -- A deal without rates has no reporting amounts at all, adjusted or not.
        case when system_reporting is not null then adjusted_reporting end as amount_reporting
    from compared

    union all

    select
        as_of, metric, month, deal_id, account_id, currency,
        metric || '_reported' as line, 'to' as line_type,
        system_amount + adjusted_amount as amount,
        system_reporting + adjusted_reporting as amount_reporting
    from compared

),

final as (

    select
        as_of,
        metric || '_to_reported' as step,
        month,
        deal_id,
        account_id,
        currency,
        line,
        line_type,
        cast(sum(amount) as decimal(18, 2)) as amount,
        cast(sum(amount_reporting) as decimal(18, 2)) as amount_reporting
    from united
    group by as_of, metric, month, deal_id, account_id, currency, line, line_type

)

select * from final
