-- Products on deals, orders or invoices that the product map does not know. They count as booked
-- and invoiced until somebody decides.
with deal_lines as (

    select * from {{ ref('int_links__deal_lines') }}
    where as_of = 'latest' and not is_mapped

),

order_lines as (

    select * from {{ ref('int_conformed__order_lines') }}
    where known_to is null

),

billing_lines as (

    select * from {{ ref('int_conformed__billing_lines') }}
    where known_to is null and line_kind = 'item'

),

products as (

    select * from {{ ref('int_products__record_products') }}

),

uses as (

    select
        source_system,
        coalesce(product_code, product_name, 'a line without a product') as product_label,
        abs(line_amount) as amount
    from deal_lines

    union all

    select
        order_lines.source_system,
        coalesce(
            products.product_code, products.product_name, order_lines.source_product_id,
            'a line without a product'
        ) as product_label,
        abs(order_lines.line_amount) as amount
    from order_lines
    left join products
        on order_lines.source_system = products.source_system
        and order_lines.source_product_id = products.source_product_id
    where not coalesce(products.is_mapped, false)

    union all

    select
        billing_lines.source_system,
        coalesce(
            products.product_code, products.product_name, billing_lines.source_product_id,
            'a line without a product'
        ) as product_label,
        abs(billing_lines.line_amount) as amount
    from billing_lines
    left join products
        on billing_lines.source_system = products.source_system
        and billing_lines.source_product_id = products.source_product_id
    where not coalesce(products.is_mapped, false)

),

final as (

    select
        'unknown_product' as rule,
        'product' as entity,
        source_system,
        product_label as source_record_id,
        cast(null as varchar) as deal_id,
        cast(null as varchar) as account_id,
        'unassigned' as owner_name,
        cast(null as decimal(18, 2)) as amount_reporting,
        cast(null as date) as since_date,
        cast(count(*) as varchar) || ' lines use product ' || product_label
        || ', which the product map does not know' as detail
    from uses
    group by source_system, product_label

)

select * from final
