-- Ledger account and period whose balance the bridge's documents do not add up to: the tie-out to
-- the general ledger, in the books' own currency. Revenue is held against what the bridge calls
-- recognised; receivable and deferred accounts against the legs of the documents in the bridge.
with postings as (

    select * from {{ ref('int_controls__ledger_postings') }}

),

recognitions as (

    select * from {{ ref('int_events__recognitions') }}
    where as_of = 'latest'

),

balances as (

    select
        source_system,
        ledger_account_id,
        max(ledger_account_name) as ledger_account_name,
        max(account_kind) as account_kind,
        period_start_date,
        base_currency,
        sum(base_amount) as ledger_amount,
        sum(case when is_covered then base_amount else 0 end) as covered_amount,
        min(case when not is_covered then document_id end) as uncovered_document_id
    from postings
    group by source_system, ledger_account_id, period_start_date, base_currency

),

recognised as (

    select
        recognitions.source_system,
        recognitions.ledger_account_id,
        {{ month_of('recognitions.event_date') }} as period_start_date,
        documents.base_currency,
        -sum(recognitions.base_amount) as bridge_amount
    from recognitions
    inner join {{ ref('int_links__documents') }} as documents
        on recognitions.as_of = documents.as_of
        and recognitions.source_system = documents.source_system
        and recognitions.document_id = documents.document_id
    group by
        recognitions.source_system, recognitions.ledger_account_id,
        {{ month_of('recognitions.event_date') }}, documents.base_currency

),

compared as (

    select
        balances.*,
        case
            when balances.account_kind = 'revenue' then coalesce(recognised.bridge_amount, 0)
            else balances.covered_amount
        end as bridge_amount
    from balances
    left join recognised
        on balances.source_system = recognised.source_system
        and balances.ledger_account_id = recognised.ledger_account_id
        and balances.period_start_date = recognised.period_start_date
        and balances.base_currency = recognised.base_currency

),

final as (

    select
        'control_differs' as rule,
        'ledger account' as entity,
        source_system,
        ledger_account_id || ' ' || cast(period_start_date as varchar) || ' ' || base_currency
            as source_record_id,
        cast(null as varchar) as deal_id,
        cast(null as varchar) as account_id,
        'unassigned' as owner_name,
        case
            when base_currency = '{{ var("reporting_currency") }}'
                then cast(ledger_amount - bridge_amount as decimal(18, 2))
        end as amount_reporting,
        period_start_date as since_date,
        account_kind || ' account ' || coalesce(ledger_account_name, ledger_account_id) || ', '
        || substr(cast(period_start_date as varchar), 1, 7) || ': the ledger has ' || base_currency
        || ' ' || cast(cast(ledger_amount as decimal(18, 2)) as varchar) || ', the bridge '
        || cast(cast(bridge_amount as decimal(18, 2)) as varchar)
        || coalesce('; for example document ' || uncovered_document_id, '') as detail
    from compared
    where ledger_amount <> bridge_amount and {{ controls_apply() }}

)

select * from final
