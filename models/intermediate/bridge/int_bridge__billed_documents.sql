-- What each document bills for each deal and account, net of tax, rounded once in reporting
-- currency: this is `invoiced`, wherever the bridge shows it.
with billed as (

    select * from {{ ref('int_bridge__billed_amounts') }}

),

final as (

    select
        as_of,
        deal_id,
        deal_account_id,
        deal_ultimate_parent_id,
        currency,
        account_id,
        ultimate_parent_id,
        source_system,
        document_id,
        event_date,
        {{ month_of('event_date') }} as month,
        sum(document_amount) as amount,
        cast(sum(original_amount) as decimal(18, 2)) * max(document_rate) as amount_exact,
        cast(
            round(cast(sum(original_amount) as decimal(18, 2)) * max(document_rate), 2)
            as decimal(18, 2)
        ) as amount_reporting
    from billed
    group by
        as_of, deal_id, deal_account_id, deal_ultimate_parent_id, currency, account_id,
        ultimate_parent_id, source_system, document_id, event_date

)

select * from final
