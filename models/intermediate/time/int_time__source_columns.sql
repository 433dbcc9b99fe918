with declared as (
    select * from {{ declared_columns() }} as declared_columns
),

present as (
    select * from {{ present_columns() }} as present_columns
),

columns_found as (
    select
        declared.source_system,
        declared.source_table,
        declared.source_column,
        declared.is_required,
        declared.without_it,
        coalesce(present.is_present, false) as is_present
    from declared
    left join present
        on declared.source_system = present.system
        and declared.source_table = present.table_name
        and declared.source_column = present.column_name
    where declared.source_column is not null
),

-- A table is there when any column that the project reads is.
tables_found as (
    select
        source_system,
        source_table,
        max(case when is_present then 1 else 0 end) = 1 as is_present
    from columns_found
    group by source_system, source_table
),

final as (
    select
        source_system,
        source_table,
        source_column,
        is_required,
        is_present,
        without_it
    from columns_found
    union all
    select
        declared.source_system,
        declared.source_table,
        declared.source_column,
        declared.is_required,
        tables_found.is_present,
        declared.without_it
    from declared
    inner join tables_found
        on declared.source_system = tables_found.source_system
        and declared.source_table = tables_found.source_table
    where declared.source_column is null
)

select * from final
