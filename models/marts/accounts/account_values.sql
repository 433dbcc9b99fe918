{%- set fields = golden_fields() %}
with

golden_records as (
    select * from {{ ref('int_accounts__golden_records_chosen') }}
),

records as (
    select * from {{ ref('int_accounts__records_known') }}
),

field_sources as (
    select
        lower(trim(field)) as field,
        min(
            coalesce(lower(replace(system_of_record, ' ', '')) || ', then ', '')
            || lower(trim(rule))
        ) as rule
    from {{ ref('field_sources') }}
    where lower(trim(entity)) = 'account'
    group by lower(trim(field))
),

listed as (
    {%- for field in fields %}
    {{ 'union all' if not loop.first }}
    select
        account_id,
        '{{ field }}' as field,
        {{ field }} as value,
        {{ field }}_record_key as record_key
    from golden_records
    where {{ field }} is not null
    {%- endfor %}
),

final as (
    select
        listed.account_id,
        listed.field,
        listed.value,
        records.source_system,
        records.source_account_id,
        coalesce(field_sources.rule, 'oldest') as rule
    from listed
    inner join records
        on listed.record_key = records.record_key
    left join field_sources
        on listed.field = field_sources.field
)

select * from final
