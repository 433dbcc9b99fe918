with
settlements as (
    select * from {{ ref('stg_netsuite__opening_settlements') }}
    where {{ history_is_cut() }}
),

journals as (
    select * from {{ ref('stg_netsuite__opening_journals') }}
    where {{ history_is_cut() }}
),

credits as (
    select * from {{ ref('stg_netsuite__opening_credits') }}
    where {{ history_is_cut() }}
),

contracts as (
    select * from {{ ref('stg_netsuite__opening_contracts') }}
    where {{ history_is_cut() }}
),

united as (
    select
        settled_document_id as document_id,
        'opening_receivable' as document_type,
        cast(null as varchar) as document_number,
        source_account_id,
        settled_currency as currency,
        base_currency,
        settled_exchange_rate as exchange_rate,
        settled_amount as document_amount,
        cast(null as varchar) as created_from_document_id,
        is_eliminated,
        known_from,
        known_to
    from settlements
    where is_missing
    union all
    select
        opening_id,
        'opening_receivable',
        cast(null as varchar),
        source_account_id,
        currency,
        base_currency,
        exchange_rate,
        -settled_amount,
        cast(null as varchar),
        is_eliminated,
        cast({{ history_date() }} as timestamp),
        cast(null as timestamp)
    from credits
    union all
    select
        opening_id,
        'opening_' || opening_kind,
        document_number,
        source_account_id,
        currency,
        base_currency,
        exchange_rate,
        opening_amount,
        transaction_id,
        is_eliminated,
        known_from,
        known_to
    from journals
    union all
    select
        opening_id,
        'opening_contract',
        source_number,
        source_account_id,
        currency,
        base_currency,
        exchange_rate,
        opening_amount,
        cast(null as varchar),
        false,
        cast({{ history_date() }} as timestamp),
        cast(null as timestamp)
    from contracts
),

final as (
    select
        'netsuite' as source_system,
        document_id,
        document_type,
        document_number,
        cast(null as varchar) as po_number,
        {{ history_date() }} as document_date,
        -- Nobody knows when it was due; it is overdue.
        {{ add_days(history_date(), -1) }} as due_date,
        source_account_id,
        source_account_id as bill_to_source_account_id,
        currency,
        base_currency,
        exchange_rate,
        document_amount,
        cast(0 as decimal(18, 2)) as tax_amount,
        cast(null as varchar) as deal_ref,
        created_from_document_id,
        is_eliminated,
        cast(null as decimal(18, 2)) as erp_open_amount,
        cast(null as decimal(18, 2)) as erp_unused_amount,
        known_from,
        known_to
    from united
)

select * from final
