with

pairs as (
    select * from {{ ref('int_accounts__pairs_compared') }}
),

weights as (
    select *
    from {{ weights_row(ref('int_accounts__weights_merged'), 'double') }} as weights_in_a_row
),

counted as (
    select
        pairs.*,
        count(*) over () as pair_count
    from pairs
),

-- Every so many records: half a million pairs are enough, however many there are.
scored as (
    select
        round(
            {{ item_at('weights.intercept_weights', 1) }}
            {%- for comparison in match_comparisons() %}
            + {{ weight_of(comparison, 'weights', 'counted') }}
            {%- endfor %},
            1
        ) as score
    from counted
    cross join weights
    where mod(counted.record_number, 1 + {{ integer_quotient('counted.pair_count', '500000') }}) = 0
),

final as (
    select
        cast(score as decimal(9, 1)) as score,
        count(*) as pairs
    from scored
    group by score
)

select * from final
