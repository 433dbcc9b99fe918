-- Rows of an extract that could not be read, as exceptions. Equal rows are one finding with a count.
with rows_found as (

    select * from {{ ref('quarantined_rows') }}

),

final as (

    select
        'quarantined_row' as rule,
        system || '.' || table_name as entity,
        system as source_system,
        coalesce(column_name, '') || ' ' || rule || ' ' || coalesce(value, '') as source_record_id,
        cast(null as varchar) as deal_id,
        cast(null as varchar) as account_id,
        'unassigned' as owner_name,
        cast(null as decimal(18, 2)) as amount_reporting,
        cast(null as date) as since_date,
        cast(count(*) as varchar) || ' row(s) of ' || system || '.' || table_name || ': ' || rule
        || coalesce(' in ' || column_name, '') || coalesce(', value "' || value || '"', '')
            as detail
    from rows_found
    group by system, table_name, column_name, rule, value

)

select * from final
