with source_columns as (
    select * from {{ ref('int_time__source_columns') }}
),

source_loads as (
    select * from {{ ref('int_time__source_loads') }}
),

-- Required columns are not listed: the build stops without them.
listed as (
    select * from source_columns
    where source_column is null or not is_required
),

final as (
    select
        listed.source_system
        || '.' || listed.source_table
        || coalesce('.' || listed.source_column, '') as coverage_id,
        listed.source_system,
        listed.source_table,
        listed.source_column,
        listed.is_required,
        listed.is_present,
        case when listed.source_column is null then source_loads.rows_in end as rows_in,
        case when listed.source_column is null then source_loads.rows_out end as rows_out,
        case
            when listed.source_column is null then source_loads.rows_quarantined
        end as rows_quarantined,
        source_loads.loaded_at,
        listed.without_it
    from listed
    inner join source_loads
        on listed.source_system = source_loads.source_system
        and listed.source_table = source_loads.source_table
)

select * from final
