-- Products of one system that differ only in case, spaces or punctuation ("GTX Pro", "GTXPro").
-- They are reported, never merged: two codes may be two products.
with products as (

    select * from {{ ref('int_products__record_products') }}

),

spellings as (

    select
        source_system,
        coalesce(product_code, product_name) as spelling,
        {{ normalise_reference('coalesce(product_code, product_name)') }} as spelling_key
    from products
    group by source_system, coalesce(product_code, product_name)

),

final as (

    select
        'product_spelt_twice' as rule,
        'product' as entity,
        source_system,
        spelling_key as source_record_id,
        cast(null as varchar) as deal_id,
        cast(null as varchar) as account_id,
        'unassigned' as owner_name,
        cast(null as decimal(18, 2)) as amount_reporting,
        cast(null as date) as since_date,
        'one product, several spellings: '
        || {{ dbt.listagg('spelling', "', '", 'order by spelling') }} as detail
    from spellings
    where spelling_key is not null
    group by source_system, spelling_key
    having count(*) > 1

)

select * from final
