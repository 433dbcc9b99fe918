with

record_products as (
    select * from {{ ref('int_products__record_products') }}
),

match_methods as (
    select * from {{ ref('match_methods') }}
),

final as (
    select
        record_products.product_id,
        record_products.source_system,
        record_products.source_product_id,
        record_products.product_code as source_product_code,
        record_products.product_name as source_name,
        record_products.match_method,
        match_methods.match_score,
        case record_products.match_method
            when 'product_map'
                then 'product map: ' || record_products.product_code || ' is '
                    || record_products.mapped_product
            when 'product_code' then 'code ' || record_products.product_code
            when 'product_name' then 'name ' || record_products.product_name
            else 'no other record matches'
        end as evidence,
        record_products.is_mapped,
        record_products.is_active
    from record_products
    inner join match_methods
        on record_products.match_method = match_methods.match_method
)

select * from final
