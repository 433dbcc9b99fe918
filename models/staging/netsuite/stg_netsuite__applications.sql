with
settlements as (
    select * from {{ ref('stg_netsuite__settlements') }}
),

shares as (
    select * from {{ ref('stg_netsuite__settlement_shares') }}
),

bad_debt_credits as (
    select * from {{ ref('stg_netsuite__bad_debt_credits') }}
),

amounts as (
    select
        settlements.*,
        coalesce(shares.settling_amount, settlements.settled_amount) as settling_amount,
        case
            when settlements.application_kind = 'cash' then coalesce(shares.discount_amount, 0)
            else 0
        end as discount_amount,
        case
            when settlements.application_kind = 'credit'
                then coalesce({{ money_part(
                    'settlements.settled_amount',
                    'bad_debt_credits.bad_debt_amount',
                    'bad_debt_credits.net_amount'
                ) }}, 0)
            else 0
        end as bad_debt_amount
    from settlements
    left join shares
        on settlements.settlement_id = shares.settlement_id
    left join bad_debt_credits
        on settlements.settling_document_id = bad_debt_credits.document_id
),

-- A credit on a bad-debt item writes the invoice off; the rest of it is an ordinary credit.
parts as (
    select
        settlement_id as application_id,
        application_kind,
        settled_document_id,
        settling_document_id,
        settled_amount - bad_debt_amount as settled_amount,
        settling_amount - bad_debt_amount as settling_amount,
        discount_amount,
        known_from,
        known_to
    from amounts
    union all
    select
        settlement_id || ':bad_debt' as application_id,
        'write_off' as application_kind,
        settled_document_id,
        settling_document_id,
        bad_debt_amount as settled_amount,
        bad_debt_amount as settling_amount,
        0 as discount_amount,
        known_from,
        known_to
    from amounts
),

final as (
    select
        'netsuite' as source_system,
        application_id,
        application_kind,
        settled_document_id,
        settling_document_id,
        cast(settled_amount as decimal(18, 2)) as settled_amount,
        cast(settling_amount as decimal(18, 2)) as settling_amount,
        cast(discount_amount as decimal(18, 2)) as discount_amount,
        known_from,
        known_to
    from parts
    where settled_amount != 0 and (known_to is null or known_from < known_to)
)

select * from final
