with lines as (
    select * from {{ ref('base_salesforce__opportunity_line_item') }}
),

products as (
    select * from {{ ref('stg_salesforce__products') }}
),

current_lines as (
    select
        *,
        {{ salesforce_id_18('product_2_id') }} as source_product_id,
        coalesce(
            {{ removed_at() }}, system_modstamp, last_modified_date, _fivetran_synced
        ) as last_changed_at,
        -- 19 digits, so that the product is computed wide enough.
        cast(
            cast(quantity as decimal(19, 4)) * cast(unit_price as decimal(18, 4)) as decimal(20, 6)
        ) as gross_amount,
        -- Times 0.01, because a division would leave exact decimals.
        cast(
            cast(100 - coalesce(discount, 0) as decimal(9, 4)) * cast(0.01 as decimal(3, 2))
            as decimal(9, 6)
        ) as share_left
    from lines
    where quarantine_rule is null and coalesce(is_current, true)
),

final as (
    select
        'salesforce' as source_system,
        {{ salesforce_id_18('current_lines.opportunity_id') }} as source_deal_id,
        {{ salesforce_id_18('current_lines.id') }} as source_line_id,
        current_lines.source_product_id,
        coalesce(current_lines.product_code, products.product_code) as product_code,
        coalesce(current_lines.name, products.product_name) as product_name,
        cast(
            coalesce(
                current_lines.total_price, current_lines.gross_amount * current_lines.share_left
            )
            as decimal(18, 2)
        ) as line_amount,
        {{ is_removed('current_lines.is_deleted', 'current_lines') }} as is_deleted,
        coalesce(current_lines.created_date, {{ always_known() }}) as known_from,
        {{ deleted_at(
            is_removed('current_lines.is_deleted', 'current_lines'),
            'current_lines.last_changed_at',
            'current_lines.created_date'
        ) }} as known_to
    from current_lines
    left join products on current_lines.source_product_id = products.source_product_id
)

select * from final
