{#
    A base model: one row per landed row of a source table, every declared column typed under its declared name.
    Arguments: system, table (a declared source table), parent (optional: the table that the column of its name points to).
    Rows are never dropped. What cannot be trusted carries a rule: `unreadable_value` (a date that is no date, an amount that is
    no number), `missing_key`, `repeated_key` (the newest copy stays, chosen by a total order over the content, so that the order of
    rows in the file never decides) or `missing_parent` (no such row of the parent was landed, not even one that cannot be read).
    Repeats are looked for by a group-by first: it is cheap, and most tables have none.
    History mode has one row per version: there the version's start belongs to the key, and `is_current` marks the version to
    read, the one that is active or, of a record that its system has deleted, the last.
#}
{% macro readable(system, table, parent=none) %}
{%- set relation = landed_rows(system, table) -%}
{%- set parent_keys = landed_keys(system, parent) if parent -%}
{%- set declared = declared_table(system, table) -%}
{%- if not execute %}
select * from {{ relation }} as landed_rows
{%- else -%}
{%- set readings = readings_of(declared) -%}
{%- set keys = declared.columns | selectattr('is_key') | map(attribute='name') | list -%}
{%- set history = declared.columns | selectattr('is_history') | map(attribute='name') | list -%}
{%- set versions = history and '_fivetran_active' in readings.present -%}
{%- set typed = declared.columns | rejectattr('data_type', 'equalto', 'varchar') | map(attribute='name') | list -%}
with landed as (
    select * from {{ relation }} as landed_rows
),

cleaned as (
    select
        {{ readings.row_number }} as _row_number,
        {%- for column in declared.columns %}
        {{ readings.texts[column.name] }} as {{ column.name }}{{ "__text" if column.name in typed }}
        {{- "," if not loop.last }}
        {%- endfor %}
    from landed
),

typed as (
    select
        cleaned.*{{ "," if typed }}
        {%- for column in declared.columns if column.name in typed %}
        {{ typed_value(column.name ~ "__text", column.data_type, system) }} as {{ column.name }}
        {{- "," if not loop.last }}
        {%- endfor %}
    from cleaned
),

checked as (
    select
        typed.*,
        {%- if typed %}
        case
            {%- for name in typed %}
            when {{ name }} is null and {{ name }}__text is not null then '{{ name }}'
            {%- endfor %}
        end as unreadable_column,
        case
            {%- for name in typed %}
            when {{ name }} is null and {{ name }}__text is not null then {{ name }}__text
            {%- endfor %}
        end as unreadable_value,
        {%- else %}
        cast(null as varchar) as unreadable_column,
        cast(null as varchar) as unreadable_value,
        {%- endif %}
        {%- if keys %}
        case
            {%- for name in keys %}
            when {{ name }} is null then '{{ name }}'
            {%- endfor %}
        end as missing_column
        {%- else %}
        cast(null as varchar) as missing_column
        {%- endif %}
    from typed
),
{% if keys %}
repeated_keys as (
    select {{ keys | join(', ') }}, count(*) as copies
    from checked
    where unreadable_column is null and missing_column is null
    group by {{ (keys + history) | join(', ') }}
    having count(*) > 1
),

-- A key of many versions may repeat in several of them: one row per key keeps the join from multiplying.
repeated as (
    select {{ keys | join(', ') }}, sum(copies) as copies
    from repeated_keys
    group by {{ keys | join(', ') }}
),

numbered as (
    select checked.*, 1 as copy_number
    from checked
    left join repeated on {{ equal_columns('checked', 'repeated', keys) }}
    where
        repeated.copies is null
        or checked.unreadable_column is not null
        or checked.missing_column is not null
    union all
    select
        checked.*,
        row_number() over (
            partition by
                {%- for name in keys + history %}
                checked.{{ name }}{{ "," if not loop.last }}
                {%- endfor %}
            order by
                {%- for term in newest_first(declared) %}
                checked.{{ term }},
                {%- endfor %}
                checked._row_number
        ) as copy_number
    from checked
    inner join repeated on {{ equal_columns('checked', 'repeated', keys) }}
    where checked.unreadable_column is null and checked.missing_column is null
),
{% else %}
numbered as (
    select checked.*, 1 as copy_number from checked
),
{% endif %}
{%- if parent %}
parents as ({{ parent_keys }}),
{% endif %}
{%- if versions %}
{{ current_versions(keys) }}
{% else %}
chosen as (
    select * from numbered
),
{% endif %}
final as (
    select
        {%- for column in declared.columns %}
        {{ column.name }},
        {%- endfor %}
        {%- if history %}
        {{ "is_current" if versions else "true as is_current" }},
        {%- endif %}
        _row_number,
        {{ quarantine_columns(keys, parent) }}
    from chosen
    {%- if parent %}
    left join parents on chosen.{{ parent }} = parents.landed_key
    {%- endif %}
)

select * from final
{%- endif %}
{% endmacro %}
