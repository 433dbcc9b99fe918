-- What was sold: the deal's lines, or its own amount where it has none. Where both exist the lines
-- win. A product that nobody mapped counts as booked and invoiced; a check names it.
with deals as (

    select * from {{ known(ref('int_conformed__deals')) }} as deals

),

lines as (

    select * from {{ known(ref('int_conformed__deal_lines')) }} as lines

),

products as (

    select * from {{ ref('int_products__record_products') }}

),

products_by_code as (

    select
        source_system,
        upper(trim(product_code)) as code_key,
        min(source_product_id) as source_product_id
    from products
    where product_code is not null
    group by source_system, upper(trim(product_code))

),

live_lines as (

    select
        lines.*,
        coalesce(lines.source_product_id, products_by_code.source_product_id) as product_ref
    from lines
    left join products_by_code
        on lines.source_system = products_by_code.source_system
        and upper(trim(lines.product_code)) = products_by_code.code_key

),

described as (

    select
        live_lines.as_of,
        live_lines.source_system,
        live_lines.source_deal_id,
        live_lines.source_line_id,
        products.product_id,
        coalesce(products.product_code, live_lines.product_code) as product_code,
        coalesce(products.product_name, live_lines.product_name) as product_name,
        coalesce(products.is_booked, true) as is_booked,
        coalesce(products.is_invoiced, true) as is_invoiced,
        products.recognition_method,
        coalesce(products.is_mapped, false) as is_mapped,
        coalesce(live_lines.line_amount, 0) as line_amount
    from live_lines
    left join products
        on live_lines.source_system = products.source_system
        and live_lines.product_ref = products.source_product_id

),

bare_deals as (

    select
        deals.as_of,
        deals.source_system,
        deals.source_deal_id,
        cast(null as varchar) as source_line_id,
        cast(null as varchar) as product_id,
        cast(null as varchar) as product_code,
        cast(null as varchar) as product_name,
        true as is_booked,
        true as is_invoiced,
        cast(null as varchar) as recognition_method,
        true as is_mapped,
        coalesce(deals.deal_amount, 0) as line_amount
    from deals
    left join live_lines
        on deals.as_of = live_lines.as_of
        and deals.source_system = live_lines.source_system
        and deals.source_deal_id = live_lines.source_deal_id
    where live_lines.source_line_id is null

),

final as (

    select * from described
    union all
    select * from bare_deals

)

select * from final
