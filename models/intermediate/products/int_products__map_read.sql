with

product_map as (
    select * from {{ ref('product_map') }}
),

-- The map is typed by hand: a code that stands in it twice must not double the product's lines.
ranked as (
    select
        lower(trim(product_map.source_system)) as source_system,
        upper(trim(product_map.product_code)) as code_key,
        trim(product_map.product) as product,
        cast(product_map.is_booked as boolean) as is_booked,
        cast(product_map.is_invoiced as boolean) as is_invoiced,
        lower(trim(product_map.recognition_method)) as recognition_method,
        row_number() over (
            partition by
                lower(trim(product_map.source_system)),
                upper(trim(product_map.product_code))
            order by
                product_map.product asc nulls last,
                product_map.is_booked asc nulls last,
                product_map.is_invoiced asc nulls last,
                product_map.recognition_method asc nulls last
        ) as entry_rank
    from product_map
    where product_map.product_code is not null
),

final as (
    select
        source_system,
        code_key,
        product,
        is_booked,
        is_invoiced,
        recognition_method
    from ranked
    where entry_rank = 1
)

select * from final
