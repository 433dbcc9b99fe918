-- Ledger account and period whose balance the bridge's documents do not add up to: the tie-out to
-- the general ledger, in the books' own currency. Revenue is held against what the bridge calls
-- recognised; receivable and deferred accounts against the legs of the documents in the bridge.
-- What lies before the history (var history_starts_on) is compared as one balance.
with postings as (

    select
        *,
        {{ history_period('period_start_date') }} as compared_period
    from {{ ref('int_controls__ledger_postings') }}
    where is_month_over

),

recognitions as (

    select * from {{ ref('int_events__recognitions') }}
    where as_of = 'latest'

),

-- Both sides as rows, so that a month that only one of them has is compared with nothing.
sides as (

    select
        source_system,
        ledger_account_id,
        ledger_account_name,
        account_kind,
        compared_period as period_start_date,
        base_currency,
        base_amount as ledger_amount,
        case when account_kind <> 'revenue' and is_covered then base_amount else 0 end
            as bridge_amount,
        case when not is_covered then document_id end as uncovered_document_id
    from postings

    union all

    select
        recognitions.source_system,
        recognitions.ledger_account_id,
        cast(null as varchar) as ledger_account_name,
        cast(null as varchar) as account_kind,
        {{ history_period('recognitions.event_date') }} as period_start_date,
        documents.base_currency,
        0 as ledger_amount,
        -recognitions.base_amount as bridge_amount,
        cast(null as varchar) as uncovered_document_id
    from recognitions
    inner join {{ ref('int_links__documents') }} as documents
        on recognitions.as_of = documents.as_of
        and recognitions.source_system = documents.source_system
        and recognitions.document_id = documents.document_id
    where recognitions.event_date < {{ month_of(add_days('recognitions.as_of_date', 1)) }}

),

compared as (

    select
        source_system,
        ledger_account_id,
        max(max(ledger_account_name)) over (partition by source_system, ledger_account_id)
            as ledger_account_name,
        coalesce(max(account_kind), 'revenue') as account_kind,
        period_start_date,
        base_currency,
        sum(ledger_amount) as ledger_amount,
        sum(bridge_amount) as bridge_amount,
        min(uncovered_document_id) as uncovered_document_id
    from sides
    group by source_system, ledger_account_id, period_start_date, base_currency

),

final as (

    select
        'control_differs' as rule,
        case
            when account_kind = 'receivable' then 'invoiced_to_collected'
            else 'invoiced_to_recognised'
        end as step,
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
        || case when {{ in_history('period_start_date') }} then '' else 'up to ' end
        || substr(cast(period_start_date as varchar), 1, 7) || ': the ledger has ' || base_currency
        || ' ' || cast(cast(ledger_amount as decimal(18, 2)) as varchar) || ', the bridge '
        || cast(cast(bridge_amount as decimal(18, 2)) as varchar)
        || coalesce('; for example document ' || uncovered_document_id, '') as detail
    from compared
    where ledger_amount <> bridge_amount and {{ controls_apply() }}

)

select * from final
