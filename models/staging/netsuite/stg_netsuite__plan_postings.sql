with
plan_releases as (
    select * from {{ ref('stg_netsuite__plan_releases') }}
),

income_balances as (
    select * from {{ ref('stg_netsuite__income_balances') }}
),

ranked_releases as (
    select
        *,
        row_number() over (
            partition by transaction_id, ledger_account_id, posted_account_id
            order by abs(posted_amount) desc, length(planned_revenue_id), planned_revenue_id
        ) as release_rank
    from plan_releases
),

released as (
    select
        'plan:' || ranked_releases.planned_revenue_id as posting_id,
        ranked_releases.transaction_id as document_id,
        ranked_releases.ledger_account_id,
        coalesce(ranked_releases.source_account_id, ranked_releases.posted_account_id)
            as source_account_id,
        ranked_releases.source_document_id as released_document_id,
        ranked_releases.source_line_id as released_line_id,
        ranked_releases.source_product_id,
        ranked_releases.currency,
        ranked_releases.posted_amount,
        -- The largest release takes the conversion cents: the account adds up to the ledger.
        ranked_releases.planned_base_amount
        + case
            when ranked_releases.release_rank = 1 and income_balances.is_rounding
                then income_balances.base_rest
            else 0
        end as base_amount,
        false as is_manual
    from ranked_releases
    inner join income_balances
        on ranked_releases.transaction_id = income_balances.transaction_id
        and ranked_releases.ledger_account_id = income_balances.ledger_account_id
        and coalesce(ranked_releases.posted_account_id, '')
        = coalesce(income_balances.source_account_id, '')
),

-- Income that a plan explains in part: the rest was added by hand.
rests as (
    select
        'rest:' || income_key as posting_id,
        transaction_id as document_id,
        ledger_account_id,
        source_account_id,
        cast(null as varchar) as released_document_id,
        cast(null as varchar) as released_line_id,
        cast(null as varchar) as source_product_id,
        case when posted_rest is null then base_currency else currency end as currency,
        coalesce(posted_rest, base_rest) as posted_amount,
        base_rest as base_amount,
        true as is_manual
    from income_balances
    where not is_rounding
),

united as (
    select * from released
    union all
    select * from rests
),

final as (
    select
        posting_id,
        document_id,
        ledger_account_id,
        source_account_id,
        released_document_id,
        released_line_id,
        source_product_id,
        currency,
        posted_amount,
        base_amount,
        is_manual
    from united
)

select * from final
