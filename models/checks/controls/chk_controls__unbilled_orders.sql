-- Deals whose unbilled order lines (the ERP's ordered less billed quantity) differ from what the
-- bridge expects still to be invoiced. A negative line (a downsell) waits for a credit instead: the
-- excess that stands for it, and credits that the order does not know of, are set against it.
with order_events as (

    select * from {{ ref('int_events__orders') }}
    where as_of = 'latest' and is_counted

),

levels as (

    select
        deal_id,
        -(scheduled_billing + awaiting_invoice + overdue_invoice) as open_amount,
        over_invoiced + awaiting_credit as excess,
        row_number() over (partition by deal_id order by month desc) as recency
    from {{ ref('int_bridge__booked_to_invoiced_levels') }}
    where as_of = 'latest'

),

credits as (

    select
        deal_id,
        credited,
        row_number() over (partition by deal_id order by month desc) as recency
    from {{ ref('int_bridge__contract_levels') }}
    where as_of = 'latest'

),

deals as (

    select * from {{ ref('int_bridge__deals') }}
    where as_of = 'latest'

),

unbilled as (

    select
        order_events.deal_id,
        max(order_events.source_system) as source_system,
        min(order_events.document_id) as document_id,
        min(order_events.event_date) as since_date,
        cast(
            sum(round(order_events.erp_unbilled_amount * order_events.rate_to_deal, 2))
            as decimal(18, 2)
        ) as erp_amount,
        cast(
            sum(case
                when order_events.erp_unbilled_amount < 0
                    then round(-order_events.erp_unbilled_amount * order_events.rate_to_deal, 2)
                else 0
            end) as decimal(18, 2)
        ) as to_be_credited
    from order_events
    group by order_events.deal_id
    having count(order_events.erp_unbilled_amount) = count(*)

),

compared as (

    select
        unbilled.*,
        cast(
            levels.open_amount
            - case
                when levels.excess + credits.credited < unbilled.to_be_credited
                    then levels.excess + credits.credited
                else unbilled.to_be_credited
            end as decimal(18, 2)
        ) as bridge_amount
    from unbilled
    inner join levels
        on unbilled.deal_id = levels.deal_id
        and levels.recency = 1
    inner join credits
        on unbilled.deal_id = credits.deal_id
        and credits.recency = 1

),

final as (

    select
        'control_differs' as rule,
        'booked_to_invoiced' as step,
        'unbilled orders' as entity,
        compared.source_system,
        compared.document_id as source_record_id,
        compared.deal_id,
        deals.account_id,
        deals.owner_name,
        cast(
            round((compared.bridge_amount - compared.erp_amount) * deals.booking_rate, 2)
            as decimal(18, 2)
        ) as amount_reporting,
        compared.since_date,
        'still to be invoiced: the bridge has ' || deals.currency || ' '
        || cast(compared.bridge_amount as varchar) || ', the ERP '
        || cast(compared.erp_amount as varchar) as detail
    from compared
    inner join deals
        on compared.deal_id = deals.deal_id
    where {{ controls_apply() }} and compared.bridge_amount <> compared.erp_amount

)

select * from final
