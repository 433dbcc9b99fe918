with

records as (
    select * from {{ ref('int_accounts__records_normalised') }}
),

groups as (
    select
        components.record_key,
        components.component_key as group_key,
        records.standing,
        records.country_code,
        records.tax_id
    from
        {{ components_of(ref('int_accounts__overrides_read'), "decision = 'same'") }}
            as components
    inner join records
        on components.record_key = records.record_key
),

tax_ids_counted as (
    select
        group_key,
        count(distinct tax_id) as tax_ids
    from groups
    where country_code is not null
    group by
        group_key,
        country_code
),

tax_ids_most as (
    select
        group_key,
        max(tax_ids) as tax_ids
    from tax_ids_counted
    group by group_key
),

sized as (
    select
        groups.*,
        count(*) over (partition by groups.group_key) as records_in_group,
        coalesce(tax_ids_most.tax_ids, 0) as tax_ids
    from groups
    left join tax_ids_most
        on groups.group_key = tax_ids_most.group_key
),

-- What two people want holds whatever it unites.
approved as (
    select
        components.record_key,
        components.component_key
    from
        {{ components_of(
            ref('int_accounts__overrides_read'),
            "decision = 'same' and approved_by is not null"
        ) }} as components
),

united as (
    select
        sized.*,
        sized.records_in_group > {{ var('override_merge_limit') }} or sized.tax_ids > 1
            as needs_approval,
        case
            when sized.records_in_group > {{ var('override_merge_limit') }} or sized.tax_ids > 1
                then coalesce(approved.component_key, sized.record_key)
            else sized.group_key
        end as component_key
    from sized
    left join approved
        on sized.record_key = approved.record_key
),

final as (
    select
        record_key,
        -- Deleted records follow living ones.
        coalesce(
            min(case when standing = 'live' then record_key end)
                over (partition by component_key),
            component_key
        ) as account_key,
        group_key,
        records_in_group,
        tax_ids,
        needs_approval
    from united
)

select * from final
