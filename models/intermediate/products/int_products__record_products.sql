with

records as (
    select * from {{ ref('int_products__records_known') }}
),

grouped as (
    select * from {{ ref('int_products__records_grouped') }}
),

-- A product that nobody mapped counts as booked and invoiced: leaving it out would hide money.
final as (
    select
        records.source_system,
        records.source_product_id,
        grouped.product_id,
        grouped.match_method,
        records.product_code,
        records.product_name,
        records.mapped_product,
        coalesce(records.is_booked, true) as is_booked,
        coalesce(records.is_invoiced, true) as is_invoiced,
        records.recognition_method,
        records.is_mapped,
        records.is_present,
        records.is_active
    from records
    inner join grouped
        on records.record_key = grouped.record_key
)

select * from final
