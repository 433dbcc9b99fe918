with
opening_links as (
    select * from {{ ref('stg_netsuite__opening_links') }}
    where {{ history_is_cut() }}
),

deposit_applications as (
    select * from {{ ref('stg_netsuite__deposit_applications') }}
    where {{ history_is_cut() }}
),

credits as (
    select * from {{ ref('stg_netsuite__opening_credits') }}
    where {{ history_is_cut() }}
),

transactions as (
    select * from {{ ref('stg_netsuite__transactions') }}
    where {{ history_is_cut() }}
),

-- What a deposit's application does, the deposit does, for as long as the application stands.
of_receivables as (
    select
        opening_links.opening_id || ':' || opening_links.settling_id as settlement_id,
        opening_links.opening_id as settled_document_id,
        settling.transaction_id as settling_document_id,
        case
            when settling.document_type = 'credit_memo' then 'credit'
            when settling.document_type = 'journal' then 'write_off'
            else 'cash'
        end as application_kind,
        coalesce(opening_links.journal_currency, settling.currency) as settled_currency,
        settling.currency as settling_currency,
        coalesce(opening_links.journal_exchange_rate, settling.exchange_rate)
            as settled_exchange_rate,
        opening_links.settled_amount,
        greatest(
            settling.known_from,
            applied_by.known_from,
            coalesce(opening_links.linked_at, settling.known_from)
        ) as known_from,
        {{ earliest_of(['settling.known_to', 'applied_by.known_to']) }} as known_to,
        opening_links.is_missing,
        settling.source_account_id,
        settling.base_currency,
        settling.is_eliminated
    from opening_links
    left join deposit_applications
        on opening_links.settling_id = deposit_applications.transaction_id
    inner join transactions as applied_by
        on opening_links.settling_id = applied_by.transaction_id
    inner join transactions as settling
        on coalesce(deposit_applications.deposit_id, opening_links.settling_id)
        = settling.transaction_id
    where settling.is_posting and settling.document_type != 'deposit_application'
),

final as (
    select * from of_receivables
    union all
    select
        opening_id as settlement_id,
        settled_document_id,
        opening_id as settling_document_id,
        'credit' as application_kind,
        currency as settled_currency,
        currency as settling_currency,
        exchange_rate as settled_exchange_rate,
        settled_amount,
        known_from,
        known_to,
        false as is_missing,
        source_account_id,
        base_currency,
        is_eliminated
    from credits
)

select * from final
