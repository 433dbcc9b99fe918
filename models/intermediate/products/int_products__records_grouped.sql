with

records as (
    select * from {{ ref('int_products__records_known') }}
),

-- What the map says is one product is one; where it is silent, a code speaks for all its records.
codes as (
    select
        code_key,
        case
            when min(lower(trim(mapped_product))) = max(lower(trim(mapped_product)))
                then 'map:' || min(lower(trim(mapped_product)))
            else 'code:' || code_key
        end as group_key
    from records
    where code_key is not null
    group by code_key
),

coded as (
    select
        records.record_key,
        records.name_key,
        records.mapped_product is not null as is_mapped,
        coalesce('map:' || lower(trim(records.mapped_product)), codes.group_key) as group_key
    from records
    inner join codes
        on records.code_key = codes.code_key
),

-- A record without a code joins the only product of its name.
names as (
    select
        name_key,
        min(group_key) as group_key
    from coded
    where name_key is not null
    group by name_key
    having count(distinct group_key) = 1
),

grouped as (
    select
        records.record_key,
        case
            when coded.is_mapped then 'product_map'
            when coded.record_key is not null then 'product_code'
            else 'product_name'
        end as match_method,
        coalesce(
            coded.group_key,
            names.group_key,
            'name:' || records.name_key,
            'record:' || records.record_key
        ) as group_key
    from records
    left join coded
        on records.record_key = coded.record_key
    left join names
        on records.name_key = names.name_key
),

groups_counted as (
    select
        record_key,
        match_method,
        min(record_key) over (partition by group_key) as smallest_record_key,
        count(*) over (partition by group_key) as records_together
    from grouped
),

final as (
    select
        record_key,
        {{ surrogate_id(["'product'", 'smallest_record_key']) }} as product_id,
        case
            when records_together = 1 and match_method <> 'product_map' then 'own'
            else match_method
        end as match_method
    from groups_counted
)

select * from final
