-- Every application of cash, a credit, a write-off or a refund, between two documents that exist at
-- the as-of, on the deal and account of the document that it settles. It counts from the later of
-- the two dates.
with applications as (

    select * from {{ known(ref('int_conformed__applications')) }} as applications

),

documents as (

    select * from {{ ref('int_links__documents') }}

),

rates as (

    select * from {{ ref('int_rates__documents') }}

),

shares as (

    select * from {{ ref('int_events__document_shares') }}

),

paired as (

    select
        applications.as_of,
        settled.as_of_date,
        applications.source_system,
        applications.application_id,
        applications.application_kind,
        applications.settled_document_id,
        settled.document_type as settled_type,
        settled.document_date as settled_date,
        settled.due_date,
        settled.account_id as settled_account_id,
        settled.currency,
        applications.settling_document_id,
        settling.document_type as settling_type,
        settling.document_date as settling_date,
        settling.currency as settling_currency,
        case
            when settling.document_date > settled.document_date then settling.document_date
            else settled.document_date
        end as event_date,
        applications.settled_amount,
        coalesce(applications.discount_amount, 0) as discount_amount,
        applications.settling_amount,
        settled_rates.document_rate as settled_rate,
        settled_rates.rate_date as settled_rate_date,
        case
            when settling.currency = settled.currency then settling_rates.document_rate
            when applications.settled_amount = 0 then null
            -- All of it is discount: no cash fetched any rate, and nothing moves at the invoice's.
            when applications.settled_amount = applications.discount_amount
                then settled_rates.document_rate
            else {{ rate_quotient(
                'applications.settling_amount * settling_rates.document_rate',
                '(applications.settled_amount - coalesce(applications.discount_amount, 0))'
            ) }}
        end as settling_rate,
        settling_rates.rate_date as settling_rate_date,
        greatest(applications.known_from, settled.known_from, settling.known_from) as known_from,
        applications.known_to
    from applications
    inner join documents as settled
        on applications.as_of = settled.as_of
        and applications.source_system = settled.source_system
        and applications.settled_document_id = settled.document_id
    inner join documents as settling
        on applications.as_of = settling.as_of
        and applications.source_system = settling.source_system
        and applications.settling_document_id = settling.document_id
    inner join rates as settled_rates
        on applications.as_of = settled_rates.as_of
        and applications.source_system = settled_rates.source_system
        and applications.settled_document_id = settled_rates.document_id
    inner join rates as settling_rates
        on applications.as_of = settling_rates.as_of
        and applications.source_system = settling_rates.source_system
        and applications.settling_document_id = settling_rates.document_id

),

final as (

    select
        paired.as_of,
        paired.as_of_date,
        paired.source_system,
        paired.application_id,
        paired.application_kind,
        paired.settled_document_id,
        paired.settled_type,
        paired.settled_date,
        paired.settling_document_id,
        paired.settling_type,
        paired.settling_date,
        paired.event_date,
        {{ add_days('paired.due_date', 1) }} as overdue_from,
        shares.deal_id,
        coalesce(shares.account_id, paired.settled_account_id) as account_id,
        paired.currency,
        paired.settling_currency,
        case
            when shares.deal_id is null then paired.settled_amount
            else {{ share_of('paired.settled_amount') }}
        end as amount,
        case
            when shares.deal_id is null then paired.discount_amount
            else {{ share_of('paired.discount_amount') }}
        end as discount_amount,
        case
            when paired.settling_currency <> paired.currency then paired.settling_amount
            else paired.settled_amount - paired.discount_amount
        end as settling_amount,
        coalesce(shares.share_number, 1) as share_number,
        paired.settled_rate,
        paired.settled_rate_date,
        paired.settling_rate,
        paired.settling_rate_date,
        paired.known_from,
        paired.known_to
    from paired
    left join shares
        on paired.as_of = shares.as_of
        and paired.source_system = shares.source_system
        and paired.settled_document_id = shares.document_id

)

select * from final
