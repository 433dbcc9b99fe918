with
links as (
    select * from {{ ref('base_netsuite__nexttransactionlinelink') }}
    where
        quarantine_rule is null
        and linktype = 'Payment'
        and not coalesce(_fivetran_deleted, false)
        and {{ history_is_cut() }}
),

-- Also what is deleted, voided or in quarantine is in the extract.
landed as (
    select id as transaction_id
    from {{ ref('base_netsuite__transaction') }}
    where {{ history_is_cut() }}
    group by id
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
    where {{ history_is_cut() }}
),

deposit_applications as (
    select * from {{ ref('stg_netsuite__deposit_applications') }}
    where {{ history_is_cut() }}
),

-- A receipt or credit from before, or the application of a deposit from before.
final as (
    select
        'opening:' || links.nextdoc || ':' || links.previousdoc as opening_id,
        links.previousdoc as settled_document_id,
        invoices.source_account_id,
        invoices.currency,
        invoices.base_currency,
        invoices.exchange_rate,
        invoices.is_eliminated,
        cast(sum(abs(links.foreignamount)) as decimal(18, 2)) as settled_amount,
        greatest(
            invoices.known_from,
            max(coalesce(applied_by.known_from, invoices.known_from)),
            max(coalesce(links.lastmodifieddate, invoices.known_from))
        ) as known_from,
        {{ earliest_of(['invoices.known_to', 'max(applied_by.known_to)']) }} as known_to
    from links
    inner join transactions as invoices
        on links.previousdoc = invoices.transaction_id and invoices.document_type = 'invoice'
    left join landed
        on links.nextdoc = landed.transaction_id
    left join transactions as applied_by
        on links.nextdoc = applied_by.transaction_id
    left join deposit_applications
        on links.nextdoc = deposit_applications.transaction_id
    where
        invoices.is_posting
        and links.foreignamount != 0
        and (
            landed.transaction_id is null
            or (
                applied_by.is_posting
                and applied_by.document_type = 'deposit_application'
                and deposit_applications.deposit_id is null
            )
        )
    group by
        links.nextdoc,
        links.previousdoc,
        invoices.source_account_id,
        invoices.currency,
        invoices.base_currency,
        invoices.exchange_rate,
        invoices.is_eliminated,
        invoices.known_from,
        invoices.known_to
)

select * from final
