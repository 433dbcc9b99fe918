-- Cash that is applied to no invoice, with the open invoices of its payer's family that it would
-- settle exactly. They are candidates, never links: several receipts may want the same invoice.
with receipts as (

    select
        receipts.*,
        documents.ultimate_parent_id
    from {{ ref('int_events__receipts') }} as receipts
    inner join {{ ref('int_links__documents') }} as documents
        on receipts.as_of = documents.as_of
        and receipts.source_system = documents.source_system
        and receipts.document_id = documents.document_id
    where receipts.as_of = 'latest' and receipts.document_type in ('payment', 'deposit')

),

refunded as (

    select
        source_system,
        settled_document_id as document_id,
        sum(amount) as amount
    from {{ ref('int_events__applications') }}
    where as_of = 'latest' and application_kind = 'refund'
    group by source_system, settled_document_id

),

open_invoices as (

    select
        links.source_system,
        links.document_id,
        links.document_number,
        links.ultimate_parent_id,
        links.currency,
        open_items.open_amount
    from {{ ref('int_controls__open_items') }} as open_items
    inner join {{ ref('int_links__document_links') }} as links
        on open_items.source_system = links.source_system
        and open_items.document_id = links.document_id
        and links.as_of = 'latest'
    where open_items.open_amount > 0 and open_items.document_type = 'invoice'

),

unapplied as (

    select
        receipts.*,
        receipts.unclaimed_amount - coalesce(refunded.amount, 0) as unapplied_amount
    from receipts
    left join refunded
        on receipts.source_system = refunded.source_system
        and receipts.document_id = refunded.document_id

),

final as (

    select
        'cash_not_applied' as rule,
        unapplied.document_type as entity,
        unapplied.source_system,
        unapplied.document_id as source_record_id,
        cast(null as varchar) as deal_id,
        unapplied.account_id,
        'unassigned' as owner_name,
        max(cast(round(
            cast(unapplied.unapplied_amount as decimal(18, 2)) * unapplied.document_rate, 2
        ) as decimal(18, 2))) as amount_reporting,
        max(unapplied.event_date) as since_date,
        unapplied.document_type || ' ' || max(unapplied.document_number) || ', '
        || max(unapplied.currency) || ' ' || cast(max(unapplied.unapplied_amount) as varchar)
        || case
            when count(open_invoices.document_id) = 0 then ': no open invoice of this amount'
            else ': candidates ' || {{ dbt.listagg(
                'open_invoices.document_number', "', '", 'order by open_invoices.document_number'
            ) }}
        end as detail
    from unapplied
    left join open_invoices
        on unapplied.source_system = open_invoices.source_system
        and unapplied.ultimate_parent_id = open_invoices.ultimate_parent_id
        and unapplied.currency = open_invoices.currency
        and unapplied.unapplied_amount = open_invoices.open_amount
    where unapplied.unapplied_amount > 0
    group by
        unapplied.document_type, unapplied.source_system, unapplied.document_id,
        unapplied.account_id

)

select * from final
