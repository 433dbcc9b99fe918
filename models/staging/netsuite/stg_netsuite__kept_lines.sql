with
lines as (
    select * from {{ ref('base_netsuite__transactionline') }}
    where quarantine_rule is null and coalesce(is_current, true)
),

transactions as (
    select * from {{ ref('base_netsuite__transaction') }}
    where quarantine_rule is null and coalesce(is_current, true)
),

documents as (
    select
        id,
        {{ is_removed('_fivetran_deleted') }} as is_deleted,
        coalesce(date_deleted, {{ removed_at() }}) as deleted_at
    from transactions
),

-- A line taken out of a living document was never part of what the document says now.
final as (
    select
        lines.id,
        lines.transaction,
        lines.uniquekey,
        lines.linesequencenumber,
        lines.mainline,
        lines.taxline,
        lines.item,
        lines.itemtype,
        lines.quantity,
        lines.netamount,
        lines.foreignamount,
        lines.subsidiary,
        lines.entity,
        lines.createdfrom,
        lines.isclosed,
        lines.closedate,
        lines.iscogs,
        lines.eliminate,
        lines.isfxvariance,
        lines.accountinglinetype,
        lines.donotdisplayline,
        lines.quantitybilled,
        lines.expectedshipdate,
        lines.linelastmodifieddate,
        lines.revenueelement
    from lines
    inner join documents
        on lines.transaction = documents.id
    where
        not {{ is_removed('lines._fivetran_deleted', 'lines') }}
        or {{ netsuite_deleted_with_document(
            'coalesce(lines.date_deleted, ' ~ removed_at('lines') ~ ')', 'documents'
        ) }}
)

select * from final
