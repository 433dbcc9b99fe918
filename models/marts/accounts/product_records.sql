with

record_products as (
    select * from {{ ref('int_products__record_products') }}
),

final as (
    select
        product_id,
        source_system,
        source_product_id,
        product_code as source_product_code,
        product_name as source_name,
        is_mapped,
        is_active
    from record_products
)

select * from final
