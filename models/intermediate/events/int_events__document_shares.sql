-- How a billed document divides over deals: nearly always one deal has it all. Shares are running
-- totals, so that whatever is split by them adds up to the cent.
with billings as (

    select * from {{ ref('int_events__billings') }}

),

per_deal as (

    select
        as_of,
        source_system,
        document_id,
        deal_id,
        account_id,
        sum(amount) as gross_amount
    from billings
    group by as_of, source_system, document_id, deal_id, account_id

),

final as (

    select
        as_of,
        source_system,
        document_id,
        deal_id,
        account_id,
        gross_amount,
        sum(gross_amount) over (partition by as_of, source_system, document_id) as document_amount,
        sum(gross_amount) over (
            partition by as_of, source_system, document_id
            order by deal_id
            rows between unbounded preceding and current row
        ) as running_amount,
        count(*) over (partition by as_of, source_system, document_id) as deals_on_document,
        row_number() over (
            partition by as_of, source_system, document_id order by deal_id
        ) as share_number
    from per_deal

)

select * from final
