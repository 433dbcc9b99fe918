with
transactions as (
    select * from {{ ref('base_netsuite__transaction') }}
    where quarantine_rule is null and coalesce(is_current, true)
),

main_lines as (
    select * from {{ ref('stg_netsuite__main_lines') }}
),

order_links as (
    select * from {{ ref('stg_netsuite__order_links') }}
),

voiding_journals as (
    select * from {{ ref('stg_netsuite__voiding_journals') }}
),

periods as (
    select * from {{ ref('base_netsuite__accountingperiod') }}
    where quarantine_rule is null
),

subsidiary_currencies as (
    select * from {{ ref('stg_netsuite__subsidiary_currencies') }}
),

currency_keys as (
    select * from {{ ref('stg_netsuite__currency_keys') }}
),

-- Where createdfrom is not landed, the link table still knows the order.
ranked_orders as (
    select
        transaction_id,
        order_id,
        row_number() over (
            partition by transaction_id
            order by length(order_id), order_id, length(line_id), line_id
        ) as order_rank
    from order_links
),

joined as (
    select
        transactions.*,
        {{ netsuite_document_type('transactions.type') }} as document_type,
        main_lines.subsidiary_id,
        main_lines.entity_id as main_entity_id,
        main_lines.main_amount,
        coalesce(main_lines.is_eliminated, false) as has_eliminated_lines,
        coalesce(main_lines.created_from_id, ranked_orders.order_id) as created_from_id,
        -- An id that the currency table lacks stays visible: it must never pass for the base.
        coalesce(own.currency, transactions.currency, base.currency) as iso_currency,
        base.currency as base_currency,
        periods.startdate as period_start_date,
        periods.enddate as period_end_date,
        coalesce(transactions.createddate, cast(transactions.trandate as timestamp)) as created_at
    from transactions
    left join main_lines
        on transactions.id = main_lines.transaction_id
    left join ranked_orders
        on transactions.id = ranked_orders.transaction_id and ranked_orders.order_rank = 1
    left join periods
        on transactions.postingperiod = periods.id
    left join subsidiary_currencies as base
        on coalesce(main_lines.subsidiary_id, '') = base.subsidiary_id
    left join currency_keys as own
        on transactions.currency = own.currency_key
    left join voiding_journals
        on transactions.id = voiding_journals.transaction_id
    where voiding_journals.transaction_id is null
),

final as (
    select
        id as transaction_id,
        type as transaction_type,
        document_type,
        coalesce(tranid, transactionnumber) as document_number,
        otherrefnum as po_number,
        status,
        trandate as document_date,
        duedate as due_date,
        closedate as closed_date,
        coalesce(entity, main_entity_id) as source_account_id,
        subsidiary_id,
        iso_currency as currency,
        base_currency,
        -- A rate that is missing is 1 only where both currencies are one.
        coalesce(exchangerate, case when iso_currency = base_currency then 1 end) as exchange_rate,
        coalesce(main_amount, foreigntotal) as main_amount,
        foreignamountpaid as paid_amount,
        foreignamountunpaid as open_amount,
        foreignpaymentamountused as used_amount,
        foreignpaymentamountunused as unused_amount,
        custbody_salesforce_opportunity_id as deal_ref,
        created_from_id,
        coalesce(posting, false) as is_posting,
        has_eliminated_lines or coalesce(intercoadj, false) as is_eliminated,
        {{ is_removed('_fivetran_deleted') }} as is_deleted,
        coalesce(date_deleted, {{ removed_at() }}) as deleted_at,
        coalesce(period_start_date, {{ month_of('trandate') }}) as period_start_date,
        -- The accounting period decides when a document counts in the ledger.
        case
            when trandate > period_end_date then period_end_date
            when trandate < period_start_date then period_start_date
            else trandate
        end as posting_date,
        lastmodifieddate as last_modified_at,
        created_at as known_from,
        case
            when coalesce(voided, false) or coalesce(void, false)
                then coalesce(lastmodifieddate, created_at)
            when {{ is_removed('_fivetran_deleted') }}
                then coalesce(date_deleted, {{ removed_at() }}, lastmodifieddate, created_at)
        end as known_to
    from joined
)

select * from final
