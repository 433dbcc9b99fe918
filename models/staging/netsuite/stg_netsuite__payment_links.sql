with
links as (
    select * from {{ ref('base_netsuite__nexttransactionlinelink') }}
    where quarantine_rule is null and not coalesce(_fivetran_deleted, false)
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
),

cash_journals as (
    select * from {{ ref('stg_netsuite__cash_journals') }}
),

named_settlements as (
    select * from {{ ref('stg_netsuite__named_settlements') }}
),

matched_payments as (
    select * from {{ ref('stg_netsuite__matched_payments') }}
),

linked_lines as (
    select
        links.previousdoc || ':' || coalesce(links.previousline, '')
        || ':' || links.nextdoc || ':' || coalesce(links.nextline, '')
        || ':' || coalesce(links.linktype, '') as link_key,
        links.previousdoc as first_id,
        links.previousline as first_line_id,
        links.nextdoc as second_id,
        links.nextline as second_line_id,
        links.linktype = 'Payment' as is_payment,
        abs(links.foreignamount) as amount,
        links.lastmodifieddate as linked_at
    from links
),

named_lines as (
    select
        settled_id || ':' || settling_id || ':' || settling_line_id as link_key,
        settled_id as first_id,
        cast(null as varchar) as first_line_id,
        settling_id as second_id,
        settling_line_id as second_line_id,
        true as is_payment,
        amount,
        cast(null as timestamp) as linked_at
    from named_settlements
),

matched_documents as (
    select
        settled_id || ':' || settling_id || ':matched' as link_key,
        settled_id as first_id,
        cast(null as varchar) as first_line_id,
        settling_id as second_id,
        cast(null as varchar) as second_line_id,
        true as is_payment,
        amount,
        cast(null as timestamp) as linked_at
    from matched_payments
),

all_kinds as (
    select * from linked_lines
    union all
    select * from named_lines
    union all
    select * from matched_documents
),

documents as (
    select
        transactions.transaction_id,
        coalesce(cash_journals.document_type, transactions.document_type) as document_type
    from transactions
    left join cash_journals
        on transactions.transaction_id = cash_journals.transaction_id
),

-- What the documents are decides which side settles, not which one the link calls the previous.
typed as (
    select
        all_kinds.*,
        first_side.document_type as first_type,
        second_side.document_type as second_type,
        first_side.document_type = 'refund'
        or (second_side.document_type = 'invoice' and first_side.document_type != 'refund')
            as is_turned
    from all_kinds
    inner join documents as first_side
        on all_kinds.first_id = first_side.transaction_id
    inner join documents as second_side
        on all_kinds.second_id = second_side.transaction_id
),

directed as (
    select
        link_key,
        case when is_turned then second_id else first_id end as settled_id,
        case when is_turned then second_line_id else first_line_id end as settled_line_id,
        case when is_turned then second_type else first_type end as settled_type,
        case when is_turned then first_id else second_id end as settling_id,
        case when is_turned then first_line_id else second_line_id end as settling_line_id,
        case when is_turned then first_type else second_type end as settling_type,
        is_payment,
        amount,
        linked_at
    from typed
),

final as (
    select
        link_key,
        settled_id,
        settled_line_id,
        settled_type,
        settling_id,
        settling_line_id,
        settling_type,
        is_payment,
        amount,
        linked_at
    from directed
    where
        (
            settled_type = 'invoice'
            and settling_type in (
                'payment', 'deposit', 'deposit_application', 'credit_memo', 'journal'
            )
            and is_payment
        )
        or (
            settled_type in ('credit_memo', 'payment', 'deposit', 'deposit_application')
            and settling_type = 'refund'
        )
)

select * from final
