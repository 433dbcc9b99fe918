-- Invoices whose open amount, and credits and receipts whose unused amount, the ERP puts
-- differently.
with items as (

    select * from {{ ref('int_controls__open_items') }}

),

links as (

    select * from {{ ref('int_links__document_links') }}
    where as_of = 'latest'

),

rates as (

    select * from {{ ref('int_rates__documents') }}
    where as_of = 'latest'

),

final as (

    select
        'control_differs' as rule,
        'invoiced_to_collected' as step,
        items.document_type as entity,
        items.source_system,
        items.document_id as source_record_id,
        links.deal_id,
        items.account_id,
        'unassigned' as owner_name,
        cast(round(
            cast(items.open_amount - items.erp_amount as decimal(18, 2)) * rates.document_rate, 2
        ) as decimal(18, 2)) as amount_reporting,
        items.document_date as since_date,
        items.document_type || ' ' || coalesce(items.document_number, '') || ': the bridge has '
        || items.currency || ' ' || cast(items.open_amount as varchar)
        || ' open, the ERP ' || cast(items.erp_amount as varchar) as detail
    from items
    left join links
        on items.source_system = links.source_system
        and items.document_id = links.document_id
    left join rates
        on items.source_system = rates.source_system
        and items.document_id = rates.document_id
    where items.open_amount <> items.erp_amount and {{ controls_apply() }}

)

select * from final
