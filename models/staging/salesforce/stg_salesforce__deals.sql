with opportunities as (
    select * from {{ ref('base_salesforce__opportunity') }}
),

wins as (
    select * from {{ ref('stg_salesforce__wins') }}
),

overwritten_deals as (
    select * from {{ ref('stg_salesforce__overwritten_deals') }}
),

corporate_currency as (
    select * from {{ ref('stg_salesforce__corporate_currency') }}
),

current_opportunities as (
    select
        *,
        {{ salesforce_id_18('id') }} as source_deal_id,
        coalesce(is_won, false) as has_won,
        -- Without a history row nothing says when a win was entered: not before the record
        -- existed, and not before the deal closed.
        greatest(
            coalesce(created_date, {{ always_known() }}),
            coalesce({{ reporting_midnight('close_date') }}, {{ always_known() }})
        ) as earliest_win_at
    from opportunities
    where quarantine_rule is null and coalesce(is_current, true)
),

final as (
    select
        'salesforce' as source_system,
        deals.source_deal_id,
        {{ salesforce_id_18('deals.account_id') }} as source_account_id,
        deals.name as deal_name,
        deals.type as deal_type,
        deals.stage_name,
        deals.has_won as is_won,
        coalesce(deals.is_closed, deals.has_won) as is_closed,
        deals.close_date,
        coalesce(upper(deals.currency_iso_code), corporate_currency.currency) as currency,
        cast(deals.amount as decimal(18, 2)) as deal_amount,
        {{ salesforce_id_18('deals.owner_id') }} as owner_ref,
        deals.erp_order_number_c as order_number,
        deals.contract_start_date_c as contract_start_date,
        deals.contract_term_c as contract_term_months,
        lower(deals.billing_frequency_c) as billing_frequency,
        deals.contract_executed_date_c as contract_executed_date,
        deals.created_date as record_created_at,
        case
            when deals.has_won then coalesce(wins.won_known_from, deals.earliest_win_at)
        end as won_known_from,
        (deals.has_won and wins.source_deal_id is null)
        or overwritten_deals.source_deal_id is not null as is_reconstructed,
        {{ is_removed('deals.is_deleted', 'deals') }} as is_deleted,
        coalesce(deals.created_date, {{ always_known() }}) as known_from,
        {{ deleted_at(
            is_removed('deals.is_deleted', 'deals'),
            'coalesce(' ~ removed_at('deals')
            ~ ', deals.system_modstamp, deals.last_modified_date, deals._fivetran_synced)',
            'deals.created_date'
        ) }} as known_to
    from current_opportunities as deals
    cross join corporate_currency
    left join wins on deals.source_deal_id = wins.source_deal_id
    left join overwritten_deals on deals.source_deal_id = overwritten_deals.source_deal_id
)

select * from final
