with

pairs as (
    select * from {{ ref('int_accounts__pairs_compared') }}
),

chosen as (
    select * from {{ ref('int_accounts__weights_chosen') }}
),

weights as (
    select * from {{ weights_row('chosen', 'decimal(9, 3)') }} as weights_in_a_row
),

weighed as (
    select
        pairs.record_number,
        pairs.other_record_number,
        pairs.found_by,
        {%- for comparison in match_comparisons() + ['tax_id'] %}
        {{ weight_of(comparison, 'weights', 'pairs') }} as {{ comparison }}_weight,
        {%- endfor %}
        {{ item_at('weights.intercept_weights', 1) }} as intercept
    from pairs
    cross join weights
),

summed as (
    select
        weighed.*,
        cast(
            intercept + {{ (match_comparisons() + ['tax_id']) | join('_weight + ') }}_weight
            as decimal(9, 3)
        ) as score
    from weighed
),

-- What is this far from a match moves nothing any more.
final as (
    select * from summed
    where score > {{ var('match_floor', -8) }}
)

select * from final
