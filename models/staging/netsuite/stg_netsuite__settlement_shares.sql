with
settlements as (
    select * from {{ ref('stg_netsuite__settlements') }}
),

receipts as (
    select * from {{ ref('stg_netsuite__receipts') }}
),

-- In whole cents: shares are cut to the cent, what is left goes to the largest remainders.
weighted as (
    select
        settlements.settlement_id,
        settlements.settling_document_id,
        settlements.settled_document_id,
        settlements.settled_currency = settlements.settling_currency as is_same_currency,
        settlements.settled_amount,
        cast(
            settlements.settled_amount * 100
            * case
                when settlements.settled_currency = settlements.settling_currency then 1
                else coalesce(settlements.settled_exchange_rate, 1)
            end as decimal(38, 0)
        ) as weight,
        cast(receipts.discount_amount * 100 as decimal(38, 0)) as discount_cents,
        cast(receipts.used_amount * 100 as decimal(38, 0)) as used_cents
    from settlements
    inner join receipts
        on settlements.settling_document_id = receipts.transaction_id
    where settlements.settled_amount > 0
),

totals as (
    select
        *,
        sum(weight) over (partition by settling_document_id) as total_weight
    from weighted
),

floored as (
    select
        *,
        cast({{ integer_quotient('discount_cents * weight', 'total_weight') }} as decimal(38, 0))
            as discount_floor,
        cast({{ integer_quotient('used_cents * weight', 'total_weight') }} as decimal(38, 0))
            as used_floor
    from totals
),

ranked as (
    select
        *,
        discount_cents - sum(discount_floor) over (partition by settling_document_id)
            as discount_left,
        used_cents - sum(used_floor) over (partition by settling_document_id) as used_left,
        row_number() over (
            partition by settling_document_id
            order by
                discount_cents * weight - discount_floor * total_weight desc,
                length(settled_document_id),
                settled_document_id,
                settlement_id
        ) as discount_rank,
        row_number() over (
            partition by settling_document_id
            order by
                used_cents * weight - used_floor * total_weight desc,
                length(settled_document_id),
                settled_document_id,
                settlement_id
        ) as used_rank
    from floored
),

shares as (
    select
        settlement_id,
        is_same_currency,
        settled_amount,
        cast(
            (discount_floor + case when discount_rank <= discount_left then 1 else 0 end)
            * cast(0.01 as decimal(18, 2)) as decimal(18, 2)
        ) as discount_share,
        cast(
            (used_floor + case when used_rank <= used_left then 1 else 0 end)
            * cast(0.01 as decimal(18, 2)) as decimal(18, 2)
        ) as used_share
    from ranked
),

final as (
    select
        settlement_id,
        case when is_same_currency then settled_amount else used_share end as settling_amount,
        case
            when is_same_currency then discount_share
            else {{ money_part(
                'settled_amount', 'discount_share', '(used_share + discount_share)'
            ) }}
        end as discount_amount
    from shares
)

select * from final
