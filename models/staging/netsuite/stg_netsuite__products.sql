with
items as (
    select * from {{ ref('base_netsuite__item') }}
    where quarantine_rule is null and coalesce(is_current, true)
),

final as (
    select
        'netsuite' as source_system,
        id as source_product_id,
        itemid as product_code,
        coalesce(displayname, fullname, itemid) as product_name,
        revenuerecognitionrule as recognition_rule,
        not coalesce(isinactive, false) as is_active,
        {{ is_removed('_fivetran_deleted') }} as is_deleted,
        -- An item lands without the day it was created.
        {{ always_known() }} as known_from,
        case
            when {{ is_removed('_fivetran_deleted') }}
                then coalesce(date_deleted, {{ removed_at() }}, lastmodifieddate)
        end as known_to
    from items
)

select * from final
