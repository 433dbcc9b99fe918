with

block_keys as (
    select * from {{ ref('int_accounts__block_keys_collected') }}
    where block_size <= {{ block_cap('kind_bit') }}
),

-- Which kinds of keys a pair shares, one bit each.
final as (
    select
        lower_keys.record_number,
        upper_keys.record_number as other_record_number,
        bit_or(lower_keys.kind_bit) as found_by
    from block_keys as lower_keys
    inner join block_keys as upper_keys
        on lower_keys.kind_bit = upper_keys.kind_bit
        and lower_keys.block_number = upper_keys.block_number
        and lower_keys.is_narrowed = upper_keys.is_narrowed
        and lower_keys.record_number < upper_keys.record_number
    group by
        lower_keys.record_number,
        upper_keys.record_number
)

select * from final
