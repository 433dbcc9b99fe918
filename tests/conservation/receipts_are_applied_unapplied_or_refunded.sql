-- At `latest`, per currency: collected is every receipt and cash sale of the history less every
-- refund, and unapplied cash is what of all receipts was neither applied nor paid back. A receipt
-- in another currency than its invoice counts with what it settled, in the invoice's currency.
with documents as (

    select
        *,
        document_type in ('payment', 'deposit') as is_receipt
    from {{ ref('int_links__documents') }}
    where as_of = 'latest' and document_date <= as_of_date

),

applications as (

    select * from {{ known(ref('int_conformed__applications')) }} as applications
    where as_of = 'latest' and application_kind in ('cash', 'refund')

),

bridge as (

    select * from {{ ref('revenue_bridge') }}
    where as_of = 'latest' and step = 'invoiced_to_collected'

),

paired as (

    select
        applications.application_kind,
        settled.currency as settled_currency,
        settled.is_receipt as settles_receipt,
        applications.settled_amount - coalesce(applications.discount_amount, 0) as settled_amount,
        settling.currency as settling_currency,
        settling.document_date as settling_date,
        case
            when settling.currency = settled.currency
                then applications.settled_amount - coalesce(applications.discount_amount, 0)
            else applications.settling_amount
        end as settling_amount,
        case when applications.application_kind = 'refund' then -1 else 1 end as sign
    from applications
    inner join documents as settled
        on applications.source_system = settled.source_system
        and applications.settled_document_id = settled.document_id
    inner join documents as settling
        on applications.source_system = settling.source_system
        and applications.settling_document_id = settling.document_id

),

movements as (

    select
        currency,
        case
            when not ({{ in_history('document_date') }}) then 0
            when document_type = 'refund' then -abs(document_amount)
            else document_amount
        end as collected,
        case when is_receipt then document_amount else 0 end as unapplied,
        0 as bridge_collected,
        0 as bridge_unapplied
    from documents
    where document_type in ('payment', 'deposit', 'cash_sale', 'cash_refund', 'refund')

    union all

    select settling_currency, -sign * settling_amount, 0, 0, 0 from paired
    where settling_currency <> settled_currency and {{ in_history('settling_date') }}

    union all

    select settled_currency, sign * settled_amount, 0, 0, 0 from paired
    where settling_currency <> settled_currency and {{ in_history('settling_date') }}

    union all

    select settling_currency, 0, -settling_amount, 0, 0 from paired
    where application_kind = 'cash'

    union all

    select settled_currency, 0, -settled_amount, 0, 0 from paired
    where application_kind = 'refund' and settles_receipt

    union all

    select
        currency,
        0,
        0,
        case when line = 'collected' then amount else 0 end,
        case when line = 'unapplied_cash' then amount else 0 end
    from bridge

)

select
    currency,
    sum(collected) as collected,
    sum(bridge_collected) as bridge_collected,
    sum(unapplied) as unapplied,
    sum(bridge_unapplied) as bridge_unapplied
from movements
group by currency
having sum(collected) <> sum(bridge_collected) or sum(unapplied) <> sum(bridge_unapplied)
