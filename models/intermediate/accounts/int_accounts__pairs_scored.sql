with

pairs as (
    select * from {{ ref('int_accounts__pairs_compared') }}
),

weights as (
    select *
    from
        {{ weights_row(ref('int_accounts__weights_chosen'), 'decimal(9, 3)') }} as weights_in_a_row
),

weighed as (
    select
        pairs.record_number,
        pairs.other_record_number,
        pairs.found_by,
        {%- for comparison in match_comparisons() + ['tax_id'] %}
        {{ weight_of(comparison, 'weights', 'pairs') }} as {{ comparison }}_weight,
        {%- endfor %}
        {%- for field, comparisons in evidence_fields().items() %}
        case
            when {% for comparison in comparisons -%}
                pairs.{{ comparison }}_level <> 0{{ ' or ' if not loop.last }}
            {%- endfor %}
                then {% for comparison in comparisons -%}
                    {{ weight_of(comparison, 'weights', 'pairs') }}
                    - {{ item_at('weights.' ~ comparison ~ '_weights', 1) }}
                    {{- ' + ' if not loop.last }}
                {%- endfor %}
        end as {{ field }}_adds,
        {%- endfor %}
        {{ item_at('weights.intercept_weights', 1) }} as intercept
    from pairs
    cross join weights
),

summed as (
    select
        weighed.*,
        cast(
            weighed.intercept
            {%- for comparison in match_comparisons() + ['tax_id'] %}
            + weighed.{{ comparison }}_weight
            {%- endfor %}
            as decimal(9, 3)
        ) as score
    from weighed
),

-- What is this far from a match moves nothing any more.
final as (
    select * from summed
    where score > -8
)

select * from final
