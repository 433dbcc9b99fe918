with quarantined as (
    {% for system in var('systems') %}
    {% for table in tables_of_system(system) %}
    select
        '{{ system }}' as source_system,
        '{{ table }}' as source_table,
        cast(_row_number as bigint) as row_number,
        cast(null as bigint) as line_number,
        quarantine_column as column_name,
        quarantine_value as value,
        quarantine_rule as rule
    from {{ ref('base_' ~ system ~ '__' ~ table) }}
    where quarantine_rule is not null
    union all
    {% endfor %}
    {% endfor %}
    select
        system as source_system,
        table_name as source_table,
        cast(null as bigint) as row_number,
        line_number,
        cast(null as varchar) as column_name,
        line_text as value,
        'broken_line' as rule
    from {{ rejected_lines() }} as rejected_rows
    where system in ({{ quoted_list(var('systems')) }})
),

final as (
    select
        source_system,
        source_table,
        row_number,
        line_number,
        column_name,
        value,
        rule
    from quarantined
)

select * from final
