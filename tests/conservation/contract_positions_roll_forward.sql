-- Per contract and billed account, to date: what opened the history and what was invoiced, less
-- what was recognised, is the contract liability less the contract asset less what the other lines
-- say, and a contract has one of the two, never both.
with bridge as (

    select * from {{ ref('revenue_bridge') }}
    where step = 'invoiced_to_recognised'

),

changes as (

    select
        as_of,
        deal_id,
        account_id,
        currency,
        month,
        sum(
            case
                when line_type = 'from' or line = 'opening_balance' then amount
                when line_type = 'to' then -amount
                else 0
            end
        ) as position,
        sum(case when line in ('deferred_revenue', 'awaiting_delivery') then -amount else 0 end)
            as liability,
        sum(case when line = 'unbilled_revenue' then amount else 0 end) as asset,
        sum(
            case
                when line_type = 'reason'
                    and line not in (
                        'deferred_revenue', 'awaiting_delivery', 'unbilled_revenue',
                        'opening_balance'
                    )
                    then amount
                else 0
            end
        ) as other_lines
    from bridge
    group by as_of, deal_id, account_id, currency, month

),

levels as (

    select
        as_of,
        deal_id,
        account_id,
        currency,
        month,
        sum(position) over story as position,
        sum(liability) over story as liability,
        sum(asset) over story as asset,
        sum(other_lines) over story as other_lines
    from changes
    window story as (
        partition by as_of, deal_id, account_id, currency
        order by month
        rows between unbounded preceding and current row
    )

)

select * from levels
where
    position <> liability - asset - other_lines
    or liability < 0
    or asset < 0
    or (liability > 0 and asset > 0)
