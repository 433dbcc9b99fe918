{#- Fewer labels than this say less than experience does. -#}
{%- set enough_labels = 300 -%}
{%- set rounds = 40 -%}
with

hand_weights as (
    select * from {{ ref('match_weights') }}
),

estimated as (
    select * from {{ ref('int_accounts__weights_estimated') }}
),

pairs as (
    select * from {{ ref('int_accounts__pairs_compared') }}
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

-- Numbers that a record was given are believed as the book of weights says, not as often as they agree.
levels as (
    select
        hand_weights.comparison,
        hand_weights.level,
        hand_weights.weight as hand_weight,
        coalesce(
            case when labels.are_enough then estimated.weight end,
            hand_weights.weight
        ) as weight,
        labels.are_enough and estimated.weight is not null as is_estimated,
        coalesce(estimated.pairs, 0) as labelled_pairs,
        coalesce(estimated.matches, 0) as labelled_matches
    from hand_weights
    cross join labels
    left join estimated
        on hand_weights.comparison = estimated.comparison
        and hand_weights.level = estimated.level
),

weights as (
    select * from {{ weights_row('levels', 'double') }} as weights_in_a_row
),

counted as (
    select
        pairs.*,
        count(*) over () as pair_count
    from pairs
),

-- Of a sample, how many pairs have which score.
round_0 as (
    select
        round(
            {{ item_at('weights.intercept_weights', 1) }}
            {%- for comparison in match_comparisons() %}
            + {{ weight_of(comparison, 'weights', 'counted') }}
            {%- endfor %},
            1
        ) as score,
        {{ as_float('count(*)') }} as pairs,
        {{ as_float('0') }} as shift
    from counted
    cross join weights
    where mod(counted.record_number, 1 + {{ integer_quotient('counted.pair_count', '500000') }}) = 0
    group by 1
),

{#- Labelled pairs match more often than pairs do: companies with numbers are those that are kept well. The share of matches
    among all pairs is the one that the scores expect when it is assumed; a few rounds find it. -#}
{%- for round in range(1, rounds + 1) %}

round_{{ round }} {{ as_materialized() }} (
    select
        rounds.score,
        rounds.pairs,
        ln(rounds.expected / (1 - rounds.expected))
        - ln(labels.matches / {{ as_float('labels.pairs - labels.matches') }}) as shift
    from (
        select
            *,
            least(greatest(
                sum(pairs * {{ match_probability('score + shift') }}) over () / sum(pairs) over (),
                0.0001
            ), 0.9999) as expected
        from round_{{ round - 1 }}
    ) as rounds
    cross join labels
    where labels.are_enough
),
{%- endfor %}

shifts as (
    select max(shift) as shift
    from round_{{ rounds }}
),

final as (
    select
        levels.comparison,
        levels.level,
        cast(
            levels.weight
            + case when levels.comparison = 'intercept' then coalesce(shifts.shift, 0) else 0 end
            as decimal(9, 3)
        ) as weight,
        levels.hand_weight,
        levels.is_estimated,
        levels.labelled_pairs,
        levels.labelled_matches
    from levels
    cross join shifts
)

select * from final
