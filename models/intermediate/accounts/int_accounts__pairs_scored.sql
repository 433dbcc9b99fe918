with

pairs as (
    select * from {{ ref('int_accounts__pairs_compared') }}
),

weights as (
    select *
    from
        {{ weights_row(ref('int_accounts__weights_chosen'), 'decimal(9, 3)') }} as weights_in_a_row
),

summed as (
    select
        pairs.*,
        cast(
            {{ item_at('weights.intercept_weights', 1) }}
            {%- for comparison in match_comparisons() + ['tax_id'] %}
            + {{ weight_of(comparison, 'weights', 'pairs') }}
            {%- endfor %}
            as decimal(9, 3)
        ) as score,
        {{ weight_of('tax_id', 'weights', 'pairs') }} as tax_id_weight
    from pairs
    cross join weights
),

-- What is this far from a match moves nothing any more; where conflicting tax numbers alone put it
-- there, people should see it. Only what is kept is taken apart: most pairs are not.
kept as (
    select * from summed
    where score > {{ unlikely_score() }} or score - tax_id_weight >= 0
),

final as (
    select
        kept.record_number,
        kept.other_record_number,
        kept.found_by,
        {%- for comparison in match_comparisons() %}
        {{ weight_of(comparison, 'weights', 'kept') }} as {{ comparison }}_weight,
        {%- endfor %}
        kept.tax_id_weight,
        {%- for field, comparisons in evidence_fields().items() %}
        case
            when {% for comparison in comparisons -%}
                kept.{{ comparison }}_level <> 0{{ ' or ' if not loop.last }}
            {%- endfor %}
                then {% for comparison in comparisons -%}
                    {{ weight_of(comparison, 'weights', 'kept') }}
                    - {{ item_at('weights.' ~ comparison ~ '_weights', 1) }}
                    {{- ' + ' if not loop.last }}
                {%- endfor %}
        end as {{ field }}_adds,
        {%- endfor %}
        {{ item_at('weights.intercept_weights', 1) }} as intercept,
        kept.score
    from kept
    cross join weights
)

select * from final
