with

pairs as (
    select * from {{ ref('int_accounts__pairs_compared') }}
),

weights as (
    select *
    from {{ weights_row(ref('int_accounts__weights_merged'), 'double') }} as weights_in_a_row
),

-- Every so many records: half a million pairs are enough, however many there are.
sampling as (
    select cast(1 + {{ integer_quotient('count(*)', '500000') }} as integer) as every
    from pairs
),

scored as (
    select
        round(
            {{ item_at('weights.intercept_weights', 1) }}
            {%- for comparison in match_comparisons() %}
            + {{ weight_of(comparison, 'weights', 'pairs') }}
            {%- endfor %},
            1
        ) as score
    from pairs
    cross join sampling
    cross join weights
    where mod(pairs.record_number, sampling.every) = 0
),

final as (
    select
        cast(score as decimal(9, 1)) as score,
        count(*) as pairs
    from scored
    group by score
)

select * from final
