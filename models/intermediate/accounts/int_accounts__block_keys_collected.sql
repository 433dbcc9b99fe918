with

records as (
    select * from {{ ref('int_accounts__records_described') }}
),

-- Each key is worked out once, in a number.
hashed as (
    select
        {%- for kind, block in block_kinds().items() %}
        {%- for key in block['keys'] %}
        {{ block_hash(key) }} as {{ kind }}_{{ loop.index }},
        {%- endfor %}
        {%- endfor %}
        record_number
    from records
),

-- A record that has one key of a kind twice counts once.
written as (
    {%- for kind, block in block_kinds().items() %}
    {%- set kind_bit = 2 ** loop.index0 %}
    {%- set last_kind = loop.last %}
    {%- for key in block['keys'] %}
    {%- set number = kind ~ '_' ~ loop.index %}
    select
        record_number,
        {{ kind_bit }} as kind_bit,
        {{ number }} as block_number
    from hashed
    {%- for earlier in range(1, loop.index) %}
    where {{ kind }}_{{ earlier }} is null or {{ number }} <> {{ kind }}_{{ earlier }}
    {%- endfor %}
    {%- if not (last_kind and loop.last) %}
    union all
    {%- endif %}
    {%- endfor %}
    {%- endfor %}
),

blocks as (
    select
        kind_bit,
        block_number,
        count(*) as block_size
    from written
    where block_number is not null
    group by
        kind_bit,
        block_number
    having count(*) > 1
),

sized as (
    select
        written.record_number,
        written.kind_bit,
        written.block_number,
        blocks.block_size
    from written
    inner join blocks
        on written.kind_bit = blocks.kind_bit
        and written.block_number = blocks.block_number
),

-- The narrower key is written only where it is needed.
narrower as (
    select
        sized.record_number,
        sized.kind_bit,
        case sized.kind_bit
            {%- for kind, block in block_kinds().items() if block['narrower'] %}
            when {{ 2 ** (block_kinds().keys() | list).index(kind) }}
                then {{ block_hash(block['narrower']) }}
            {%- endfor %}
        end as block_number
    from sized
    inner join records
        on sized.record_number = records.record_number
    where sized.block_size > {{ block_cap('sized.kind_bit') }}
),

narrowed as (
    select
        record_number,
        kind_bit,
        block_number,
        count(*) over (partition by kind_bit, block_number) as block_size
    from narrower
    where block_number is not null
),

final as (
    select
        record_number,
        kind_bit,
        block_number,
        false as is_narrowed,
        block_size
    from sized

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
