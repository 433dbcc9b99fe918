{#
    Zero tolerance: landed rows = base rows, and readable rows + quarantined entries = landed rows
    + rejected lines. Arguments: model (a base model), system, table.
    Returns a row with the four counts where they differ.
#}
{% test landed_rows_are_conserved(model, system, table) %}

with landed as (
    select count(*) as landed_rows
    from {{ landed_rows(system, table) }} as source_rows
),

based as (
    select
        count(*) as base_rows,
        count(case when quarantine_rule is null then 1 end) as readable_rows
    from {{ model }}
),

rejected as (
    select count(*) as rejected_lines
    from {{ rejected_lines() }} as rejected_rows
    where rejected_rows.system = '{{ system }}' and rejected_rows.table_name = '{{ table }}'
),

quarantined as (
    select count(*) as quarantined_entries
    from {{ ref('quarantined_rows') }}
    where source_system = '{{ system }}' and source_table = '{{ table }}'
)

select
    landed.landed_rows,
    based.base_rows,
    rejected.rejected_lines,
    quarantined.quarantined_entries
from landed
cross join based
cross join rejected
cross join quarantined
where
    landed.landed_rows <> based.base_rows
    or landed.landed_rows + rejected.rejected_lines
    <> based.readable_rows + quarantined.quarantined_entries

{% endtest %}
