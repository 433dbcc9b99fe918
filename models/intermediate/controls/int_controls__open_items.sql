-- What is open of each invoice, and unused of each credit and receipt, by the bridge's own account
-- of it, beside the figure that the ERP keeps on the document.
with documents as (

    select * from {{ ref('int_links__documents') }}
    where as_of = 'latest' and document_date <= as_of_date

),

applications as (

    select * from {{ ref('int_events__applications') }}
    where as_of = 'latest' and event_date <= as_of_date

),

billings as (

    select * from {{ ref('int_events__billings') }}
    where as_of = 'latest'

),

receipts as (

    select * from {{ ref('int_events__receipts') }}
    where as_of = 'latest'

),

settled as (

    select
        source_system,
        settled_document_id as document_id,
        sum(amount) as amount
    from applications
    group by source_system, settled_document_id

),

credits_used as (

    select
        source_system,
        settling_document_id as document_id,
        sum(amount) as amount
    from applications
    where application_kind = 'credit'
    group by source_system, settling_document_id

),

billed as (

    select
        source_system,
        document_id,
        document_type,
        sum(amount) as gross_amount
    from billings
    where document_type in ('invoice', 'credit_memo')
    group by source_system, document_id, document_type

),

positions as (

    select
        billed.source_system,
        billed.document_id,
        case
            when billed.document_type = 'invoice'
                then billed.gross_amount - coalesce(settled.amount, 0)
            else -billed.gross_amount - coalesce(credits_used.amount, 0)
                - coalesce(settled.amount, 0)
        end as open_amount
    from billed
    left join settled
        on billed.source_system = settled.source_system
        and billed.document_id = settled.document_id
    left join credits_used
        on billed.source_system = credits_used.source_system
        and billed.document_id = credits_used.document_id

    union all

    select
        receipts.source_system,
        receipts.document_id,
        receipts.unclaimed_amount - coalesce(settled.amount, 0) as open_amount
    from receipts
    left join settled
        on receipts.source_system = settled.source_system
        and receipts.document_id = settled.document_id
    where receipts.document_type in ('payment', 'deposit')

),

final as (

    select
        positions.source_system,
        positions.document_id,
        documents.document_type,
        documents.document_number,
        documents.document_date,
        documents.account_id,
        documents.currency,
        cast(positions.open_amount as decimal(18, 2)) as open_amount,
        case
            when documents.document_type = 'invoice' then documents.erp_open_amount
            else documents.erp_unused_amount
        end as erp_amount
    from positions
    inner join documents
        on positions.source_system = documents.source_system
        and positions.document_id = documents.document_id

)

select * from final
