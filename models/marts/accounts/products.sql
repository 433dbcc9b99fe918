with

record_products as (
    select * from {{ ref('int_products__record_products') }}
),

-- The map's own word for a product comes first, then the mapped record, then the smallest id.
ranked as (
    select
        record_products.*,
        row_number() over (
            partition by record_products.product_id
            order by
                case when record_products.is_mapped then 0 else 1 end asc,
                case when record_products.is_present then 0 else 1 end asc,
                record_products.source_system asc,
                record_products.source_product_id asc
        ) as record_rank
    from record_products
),

systems_of_products as (
    select
        product_id,
        source_system,
        count(*) as record_count,
        max(case when is_active then 1 else 0 end) as active
    from record_products
    group by
        product_id,
        source_system
),

counted as (
    select
        product_id,
        sum(record_count) as record_count,
        max(active) = 1 as is_active,
        {{ dbt.listagg('source_system', "', '", 'order by source_system') }} as systems
    from systems_of_products
    group by product_id
),

final as (
    select
        ranked.product_id,
        coalesce(ranked.mapped_product, ranked.product_name, ranked.product_code) as product_name,
        ranked.product_code,
        ranked.is_booked,
        ranked.is_invoiced,
        ranked.recognition_method,
        ranked.is_mapped,
        counted.is_active,
        cast(counted.record_count as integer) as record_count,
        counted.systems
    from ranked
    inner join counted
        on ranked.product_id = counted.product_id
    where ranked.record_rank = 1
)

select * from final
