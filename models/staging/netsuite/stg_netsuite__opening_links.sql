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

lines as (
    select * from {{ ref('stg_netsuite__lines') }}
    where {{ history_is_cut() }}
),

posted_lines as (
    select * from {{ ref('stg_netsuite__posted_lines') }}
    where {{ history_is_cut() }}
),

opening_journals as (
    select * from {{ ref('stg_netsuite__opening_journals') }}
    where opening_kind = 'receivable' and opening_amount > 0 and {{ history_is_cut() }}
),

-- A journal that moves cash is told by its bank line, not as a write-off.
cash_moving as (
    select transaction_id
    from posted_lines
    where account_kind = 'bank'
    group by transaction_id
),

settled as (
    select
        links.previousdoc as settled_id,
        links.nextdoc as settling_id,
        landed.transaction_id is null as is_missing,
        coalesce(
            opening_journals.opening_id, 'opening:' || links.previousdoc || ':' || links.nextdoc
        ) as opening_id,
        abs(links.foreignamount) as amount,
        links.lastmodifieddate as linked_at,
        count(*) over (partition by links.nextdoc) as links_of_settling,
        settling.main_amount,
        opening_journals.currency as journal_currency,
        opening_journals.exchange_rate as journal_exchange_rate
    from links
    inner join transactions as settling
        on links.nextdoc = settling.transaction_id
    left join landed
        on links.previousdoc = landed.transaction_id
    left join lines
        on links.previousdoc = lines.transaction_id
        and links.previousline = lines.line_id
    left join opening_journals
        on links.previousdoc = opening_journals.transaction_id
        and coalesce(lines.source_account_id, settling.source_account_id)
        = opening_journals.source_account_id
    left join cash_moving
        on links.nextdoc = cash_moving.transaction_id
    where
        settling.is_posting
        and (landed.transaction_id is null or opening_journals.opening_id is not null)
        and (
            settling.document_type in ('payment', 'deposit_application', 'credit_memo')
            or (settling.document_type = 'journal' and cash_moving.transaction_id is null)
        )
),

final as (
    select
        opening_id,
        settled_id,
        settling_id,
        is_missing,
        journal_currency,
        journal_exchange_rate,
        -- A link that says no amount can only mean all of the document, if it has no other.
        cast(
            sum(
                coalesce(amount, case when links_of_settling = 1 then abs(main_amount) end, 0)
            ) as decimal(18, 2)
        ) as settled_amount,
        max(linked_at) as linked_at
    from settled
    group by
        opening_id,
        settled_id,
        settling_id,
        is_missing,
        journal_currency,
        journal_exchange_rate
)

select * from final
