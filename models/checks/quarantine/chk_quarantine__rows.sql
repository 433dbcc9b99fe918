-- Rows of an extract that could not be read or placed, as exceptions. Equal rows are one finding
-- with a count.
with rows_found as (

    select * from {{ ref('quarantined_rows') }}

),

final as (

    select
        'quarantined_row' as rule,
        source_system || '.' || source_table as entity,
        source_system,
        coalesce(column_name, '') || ' ' || rule || ' ' || coalesce(value, '')
            as source_record_id,
        cast(null as varchar) as deal_id,
        cast(null as varchar) as account_id,
        'unassigned' as owner_name,
        cast(null as decimal(18, 2)) as amount_reporting,
        cast(null as date) as since_date,
        cast(count(*) as varchar)
        || ' row(s) of '
        || source_system
        || '.'
        || source_table
        || ': '
        || rule
        || coalesce(' in ' || column_name, '') || coalesce(', value "' || value || '"', '')
            as detail
    from rows_found
    group by source_system, source_table, column_name, rule, value

)

select * from final
