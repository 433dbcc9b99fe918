with

block_keys as (
    select * from {{ ref('int_accounts__block_keys_collected') }}
    where block_size > {{ block_cap('kind_bit') }}
),

records as (
    select * from {{ ref('int_accounts__records_described') }}
),

dropped as (
    select
        kind_bit,
        is_narrowed,
        block_number,
        max(block_size) as records,
        min(record_number) as first_record_number,
        max(record_number) as last_record_number
    from block_keys
    group by
        kind_bit,
        is_narrowed,
        block_number
),

final as (
    select
        case dropped.kind_bit
            {%- for kind in block_kinds() %}
            when {{ 2 ** loop.index0 }} then '{{ kind }}'
            {%- endfor %}
        end as kind,
        dropped.is_narrowed,
        dropped.records,
        first_records.record_key,
        last_records.record_key as other_record_key,
        cast(dropped.block_number as varchar) as block_number
    from dropped
    inner join records as first_records
        on dropped.first_record_number = first_records.record_number
    inner join records as last_records
        on dropped.last_record_number = last_records.record_number
)

select * from final
