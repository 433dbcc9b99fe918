with

products as (
    select * from {{ ref('int_conformed__products') }}
),

as_ofs as (
    select * from {{ ref('int_time__as_ofs') }}
),

product_map as (
    select * from {{ ref('int_products__map_read') }}
),

versions_ranked as (
    select
        products.*,
        case
            when products.known_to is null then not coalesce(products.is_deleted, false)
            else products.known_to > as_ofs.as_of_at
        end as is_present,
        row_number() over (
            partition by products.source_system, products.source_product_id
            order by
                products.known_from desc nulls last,
                products.known_to desc nulls first,
                products.product_code asc nulls last,
                products.product_name asc nulls last
        ) as version_rank
    from products
    inner join as_ofs
        on coalesce(products.known_from <= as_ofs.as_of_at, true)
        and as_ofs.as_of = 'latest'
    where products.source_product_id is not null
),

final as (
    select
        versions_ranked.source_system || ':' || versions_ranked.source_product_id as record_key,
        versions_ranked.source_system,
        versions_ranked.source_product_id,
        versions_ranked.product_code,
        versions_ranked.product_name,
        versions_ranked.recognition_rule,
        versions_ranked.is_present,
        versions_ranked.is_present and coalesce(versions_ranked.is_active, true) as is_active,
        {{ normalise_code('versions_ranked.product_code') }} as code_key,
        {{ normalise_text('versions_ranked.product_name') }} as name_key,
        product_map.product as mapped_product,
        product_map.is_booked,
        product_map.is_invoiced,
        product_map.recognition_method,
        product_map.code_key is not null as is_mapped
    from versions_ranked
    left join product_map
        on versions_ranked.source_system = product_map.source_system
        and upper(trim(versions_ranked.product_code)) = product_map.code_key
    where versions_ranked.version_rank = 1
)

select * from final
