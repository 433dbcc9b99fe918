{#- Fewer labels than this say less than experience does. -#}
{%- set enough_labels = 300 -%}
with

hand_weights as (
    select * from {{ ref('match_weights') }}
),

estimated as (
    select * from {{ ref('int_accounts__weights_estimated') }}
),

labels as (
    select
        coalesce(max(pairs), 0) as pairs,
        coalesce(max(matches), 0) as matches,
        coalesce(
            max(pairs) >= {{ enough_labels }}
            and max(matches) >= {{ enough_labels // 10 }}
            and max(pairs - matches) >= {{ enough_labels // 10 }},
            false
        ) as are_enough
    from estimated
    where comparison = 'intercept'
),

-- Numbers that a record was given are believed as the seed says, not as often as they agree.
final as (
    select
        hand_weights.comparison,
        hand_weights.level,
        hand_weights.weight as hand_weight,
        hand_weights.caution,
        coalesce(
            case when labels.are_enough then estimated.weight end,
            hand_weights.weight
        ) as weight,
        labels.are_enough and estimated.weight is not null as is_estimated,
        coalesce(estimated.pairs, 0) as labelled_pairs,
        coalesce(estimated.matches, 0) as labelled_matches,
        case
            when labels.are_enough
                then cast(labels.matches / {{ as_float('labels.pairs') }} as decimal(9, 8))
        end as assumed_share
    from hand_weights
    cross join labels
    left join estimated
        on hand_weights.comparison = estimated.comparison
        and hand_weights.level = estimated.level
)

select * from final
