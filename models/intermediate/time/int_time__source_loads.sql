{%- set changed = [
    'created_date', 'last_modified_date', 'system_modstamp', 'datecreated', 'createddate',
    'lastmodifieddate', 'linelastmodifieddate', 'updated_at', 'approved_at',
] -%}
with source_columns as (
    select * from {{ ref('int_time__source_columns') }}
),

quarantined_rows as (
    select * from {{ ref('quarantined_rows') }}
),

base_rows as (
    {% for system in var('systems') %}
    {% set outer = loop %}
    {% for table in tables_of_system(system) %}
    {% set declared = declared_table(system, table) or {'columns': []} %}
    {% set names = declared.columns | map(attribute='name') | list %}
    select
        '{{ system }}' as source_system,
        '{{ table }}' as source_table,
        count(case when quarantine_rule is null then 1 end) as rows_out,
        {{ newest_stamp(names | select('equalto', '_fivetran_synced') | list) }} as loaded_at,
        {{ newest_stamp(names | select('in', changed) | list) }} as last_changed_at
    from {{ ref('base_' ~ system ~ '__' ~ table) }}
    {{ "union all" if not (loop.last and outer.last) }}
    {% endfor %}
    {% endfor %}
),

quarantined as (
    select
        source_system,
        source_table,
        count(*) as rows_quarantined
    from quarantined_rows
    group by source_system, source_table
),

absent_columns as (
    select
        source_system,
        source_table,
        count(*) as absent_columns
    from source_columns
    where source_column is not null and not is_present
    group by source_system, source_table
),

final as (
    select
        tables_found.source_system,
        tables_found.source_table,
        tables_found.is_required,
        tables_found.is_present,
        base_rows.rows_out + coalesce(quarantined.rows_quarantined, 0) as rows_in,
        base_rows.rows_out,
        coalesce(quarantined.rows_quarantined, 0) as rows_quarantined,
        coalesce(absent_columns.absent_columns, 0) as absent_columns,
        base_rows.loaded_at,
        base_rows.last_changed_at
    from source_columns as tables_found
    inner join base_rows
        on tables_found.source_system = base_rows.source_system
        and tables_found.source_table = base_rows.source_table
    left join quarantined
        on tables_found.source_system = quarantined.source_system
        and tables_found.source_table = quarantined.source_table
    left join absent_columns
        on tables_found.source_system = absent_columns.source_system
        and tables_found.source_table = absent_columns.source_table
    where tables_found.source_column is null
)

select * from final
