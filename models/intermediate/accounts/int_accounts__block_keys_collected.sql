{%- set cap = block_cap() -%}

with

records as (
    select * from {{ ref('int_accounts__records_described') }}
),

written as (
    {%- for kind, block in block_kinds().items() %}
    {%- set kind_bit = 2 ** loop.index0 %}
    {%- set last_kind = loop.last %}
    {%- for key in block['keys'] %}
    select
        record_number,
        {{ kind_bit }} as kind_bit,
        {{ key }} as block_key,
        {{ block['narrower'] or 'cast(null as varchar)' }} as narrower_key
    from records
    where {{ key }} is not null
    {%- if not (last_kind and loop.last) %}
    union all
    {%- endif %}
    {%- endfor %}
    {%- endfor %}
),

hashed as (
    select
        record_number,
        kind_bit,
        {{ block_hash('block_key') }} as block_number,
        min({{ block_hash('narrower_key') }}) as narrower_number
    from written
    group by
        record_number,
        kind_bit,
        {{ block_hash('block_key') }}
),

sized as (
    select
        record_number,
        kind_bit,
        block_number,
        narrower_number,
        count(*) over (partition by kind_bit, block_number) as block_size
    from hashed
),

narrowed as (
    select
        record_number,
        kind_bit,
        narrower_number as block_number,
        count(*) over (partition by kind_bit, narrower_number) as block_size
    from sized
    where block_size > {{ cap }} and narrower_number is not null
),

final as (
    select
        record_number,
        kind_bit,
        block_number,
        false as is_narrowed,
        block_size
    from sized
    where block_size > 1

    union all

    select
        record_number,
        kind_bit,
        block_number,
        true as is_narrowed,
        block_size
    from narrowed
    where block_size > 1
)

select * from final
