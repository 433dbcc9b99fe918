with
payment_links as (
    select * from {{ ref('stg_netsuite__payment_links') }}
),

deposit_applications as (
    select * from {{ ref('stg_netsuite__deposit_applications') }}
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

opening_settlements as (
    select * from {{ ref('stg_netsuite__opening_settlements') }}
),

-- A pair of lines counts once, even where it is linked in both directions.
line_pairs as (
    select
        settled_id,
        settling_id,
        min(settling_type) as settling_type,
        max(case when is_payment then 1 else 0 end) as is_payment,
        max(amount) as amount,
        max(linked_at) as linked_at
    from payment_links
    group by
        settled_id,
        settled_line_id,
        settling_id,
        settling_line_id
),

-- A refund may be linked as a payment and as a refund of a deposit: the payment link speaks then.
ranked_pairs as (
    select
        *,
        max(is_payment) over (partition by settled_id, settling_id) as pair_is_payment
    from line_pairs
),

document_pairs as (
    select
        settled_id,
        settling_id,
        min(settling_type) as settling_type,
        sum(amount) as amount,
        max(linked_at) as linked_at
    from ranked_pairs
    where is_payment = pair_is_payment
    group by
        settled_id,
        settling_id
),

-- What a deposit's application does, the deposit does, for as long as the application stands.
through_deposits as (
    select
        document_pairs.*,
        coalesce(settled_deposits.deposit_id, document_pairs.settled_id) as settled_document_id,
        coalesce(settling_deposits.deposit_id, document_pairs.settling_id) as settling_document_id,
        count(*) over (partition by document_pairs.settling_id) as pairs_of_settling
    from document_pairs
    left join deposit_applications as settled_deposits
        on document_pairs.settled_id = settled_deposits.transaction_id
    left join deposit_applications as settling_deposits
        on document_pairs.settling_id = settling_deposits.transaction_id
),

between_documents as (
    select
        through_deposits.settled_id || ':' || through_deposits.settling_id as settlement_id,
        through_deposits.settled_document_id,
        through_deposits.settling_document_id,
        case
            when through_deposits.settling_type = 'credit_memo' then 'credit'
            when through_deposits.settling_type = 'journal' then 'write_off'
            when through_deposits.settling_type = 'refund' then 'refund'
            else 'cash'
        end as application_kind,
        settled.currency as settled_currency,
        settling.currency as settling_currency,
        settled.exchange_rate as settled_exchange_rate,
        -- A link that says no amount can only mean all of the document, if it has no other.
        cast(
            coalesce(
                through_deposits.amount,
                case
                    when through_deposits.pairs_of_settling = 1 then abs(applied_by.main_amount)
                end,
                0
            ) as decimal(18, 2)
        ) as settled_amount,
        greatest(
            settled.known_from,
            settling.known_from,
            applied_to.known_from,
            applied_by.known_from,
            coalesce(through_deposits.linked_at, settling.known_from)
        ) as known_from,
        {{ earliest_of([
            'settled.known_to', 'settling.known_to', 'applied_to.known_to', 'applied_by.known_to'
        ]) }} as known_to
    from through_deposits
    inner join transactions as settled
        on through_deposits.settled_document_id = settled.transaction_id
    inner join transactions as settling
        on through_deposits.settling_document_id = settling.transaction_id
    inner join transactions as applied_to
        on through_deposits.settled_id = applied_to.transaction_id
    inner join transactions as applied_by
        on through_deposits.settling_id = applied_by.transaction_id
    where
        settled.is_posting
        and settling.is_posting
        and settling.document_type != 'deposit_application'
        and settled.document_type != 'deposit_application'
),

final as (
    select * from between_documents
    union all
    select
        settlement_id,
        settled_document_id,
        settling_document_id,
        application_kind,
        settled_currency,
        settling_currency,
        settled_exchange_rate,
        settled_amount,
        known_from,
        known_to
    from opening_settlements
)

select * from final
