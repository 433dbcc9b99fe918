with
settlements as (
    select * from {{ ref('stg_netsuite__settlements') }}
),

shares as (
    select * from {{ ref('stg_netsuite__settlement_shares') }}
),

write_off_credits as (
    select * from {{ ref('stg_netsuite__write_off_credits') }}
),

final as (
    select
        'netsuite' as source_system,
        settlements.settlement_id as application_id,
        case
            when
                settlements.application_kind = 'credit'
                and write_off_credits.document_id is not null
                then 'write_off'
            else settlements.application_kind
        end as application_kind,
        settlements.settled_document_id,
        settlements.settling_document_id,
        settlements.settled_amount,
        coalesce(shares.settling_amount, settlements.settled_amount) as settling_amount,
        cast(
            case
                when settlements.application_kind = 'cash' then coalesce(shares.discount_amount, 0)
                else 0
            end as decimal(18, 2)
        ) as discount_amount,
        settlements.known_from,
        settlements.known_to
    from settlements
    left join shares
        on settlements.settlement_id = shares.settlement_id
    left join write_off_credits
        on settlements.settling_document_id = write_off_credits.document_id
    where
        settlements.settled_amount != 0
        and (settlements.known_to is null or settlements.known_from < settlements.known_to)
)

select * from final
