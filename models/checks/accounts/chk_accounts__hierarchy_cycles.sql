with

cycles as (
    select * from {{ ref('int_accounts__cycles_found') }}
),

final as (
    select
        account_id,
        'hierarchy_cycle' as rule,
        cycle_key as cycle_account_id,
        parent_account_id,
        source_system,
        is_dropped,
        case
            when is_dropped then 'this link was dropped to open the circle'
            else 'this link was kept'
        end as detail
    from cycles
)

select * from final
