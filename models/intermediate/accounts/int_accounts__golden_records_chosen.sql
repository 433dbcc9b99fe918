{%- set fields = golden_fields() %}
with

records as (
    select * from {{ ref('int_accounts__records_normalised') }}
    where standing = 'live'
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

field_sources as (
    select * from {{ ref('field_sources') }}
    where lower(trim(entity)) = 'account'
),

as_ofs as (
    select * from {{ ref('int_time__as_ofs') }}
    where as_of = 'latest'
),

systems as (
    select
        source_system,
        system_role
    from records
    group by
        source_system,
        system_role
),

listed as (
    select
        lower(trim(field)) as field,
        lower(trim(rule)) as rule,
        max_staleness_days,
        ';' || replace(lower(coalesce(system_of_record, '')), ' ', '') || ';' as places
    from field_sources
),

-- How far behind in the list a system stands, by its own name or its role's; what is not listed comes last.
placed as (
    select
        systems.source_system,
        listed.field,
        listed.rule,
        listed.max_staleness_days,
        least(
            {%- for name in ['source_system', 'system_role'] %}
            coalesce(
                nullif({{ dbt.position("';' || systems." ~ name ~ " || ';'", 'listed.places') }}, 0),
                9999
            )
            {{- ',' if not loop.last }}
            {%- endfor %}
        ) as place
    from systems
    cross join listed
),

-- One row per system. A field without a row in the seed has place 0 and no rule: the oldest record has it.
places as (
    select
        systems.source_system as placed_system,
        {%- for field in fields %}
        {%- set this = "placed.field = '" ~ field ~ "'" %}
        coalesce(min(case when {{ this }} then placed.place end), 0) as {{ field }}_place,
        max(case when {{ this }} and placed.rule = 'newest' then 1 else 0 end) as {{ field }}_by_age,
        max(case when {{ this }} and placed.rule = 'most_complete' then 1 else 0 end)
            as {{ field }}_by_fields,
        min(case when {{ this }} then placed.max_staleness_days end) * 86400 as {{ field }}_stale_age,
        {%- endfor %}
        max(as_ofs.as_of_at) as as_of_at
    from systems
    cross join as_ofs
    left join placed
        on systems.source_system = placed.source_system
    group by systems.source_system
),

described as (
    select
        records.*,
        places.*,
        assigned.account_id,
        case when records.match_name is null then 1 else 0 end as is_filler,
        coalesce(records.record_created_at, {{ never_known() }}) as created_at,
        {{ dbt.datediff(
            'coalesce(records.record_changed_at, ' ~ always_known() ~ ')', 'places.as_of_at', 'second'
        ) }} as age,
        0
        {%- for column in fields.values() %}
        + case when records.{{ column }} is null then 0 else 1 end
        {%- endfor %} as fields_filled
    from records
    inner join assigned
        on records.record_key = assigned.record_key
    inner join places
        on records.source_system = places.placed_system
),

-- Fresh before stale, then the list, then the rule, then the oldest. A filler is a name only where there is no other.
ordered as (
    select
        {%- for field, column in fields.items() %}
        {{ order_among(column, (['is_filler'] if field == 'account_name' else []) + [
            'case when age > ' ~ field ~ '_stale_age then 10000 else 0 end + ' ~ field ~ '_place',
            'age * ' ~ field ~ '_by_age - fields_filled * ' ~ field ~ '_by_fields',
            'created_at',
            'record_key',
        ]) }} as {{ field }}_order,
        {%- endfor %}
        described.*
    from described
),

final as (
    select
        account_id,
        {%- for field, column in fields.items() %}
        {{ first_by(column, field ~ '_order') }} as {{ field }},
        {{ first_by('record_key', field ~ '_order') }} as {{ field }}_record_key,
        {%- endfor %}
        {{ first_by('match_name', 'account_name_order') }} as match_name
    from ordered
    group by account_id
)

select * from final
