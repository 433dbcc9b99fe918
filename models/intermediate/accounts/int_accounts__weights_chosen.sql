with

weights_merged as (
    select * from {{ ref('int_accounts__weights_merged') }}
),

remembered as (
    select * from {{ ref('int_accounts__weights_remembered') }}
),

-- Labelled pairs match more often than pairs do: companies with numbers are those that are kept
-- well.
shifts as (
    select settled.shift
    from
        {{ prior_shift(
            ref('int_accounts__scores_sampled'), ref('int_accounts__weights_merged')
        ) }} as settled
),

-- Weights that were estimated stay while the seed is the same, row by row, and the labels are about
-- as many as then: of all pairs, which the intercept counts, and of matches at most a quarter more
-- or fewer.
reuse as (
    select
        coalesce(min(
            case
                when weights_merged.hand_weight <> remembered.hand_weight then 0
                when weights_merged.caution <> remembered.caution then 0
                when weights_merged.comparison is null or remembered.comparison is null then 0
                when weights_merged.comparison <> 'intercept' then 1
                when not weights_merged.is_estimated then 0
                when
                    4 * abs(weights_merged.labelled_pairs - remembered.labelled_pairs)
                    > remembered.labelled_pairs
                    then 0
                when
                    4 * abs(weights_merged.labelled_matches - remembered.labelled_matches)
                    > remembered.labelled_matches
                    then 0
                else 1
            end
        ), 0) = 1 as is_good
    from weights_merged
    full outer join remembered
        on weights_merged.comparison = remembered.comparison
        and weights_merged.level = remembered.level
),

final as (
    select
        weights_merged.comparison,
        weights_merged.level,
        cast(
            weights_merged.weight
            + case when weights_merged.comparison = 'intercept' then shifts.shift else 0 end
            - case when weights_merged.is_estimated then weights_merged.caution else 0 end
            as decimal(9, 3)
        ) as weight,
        weights_merged.hand_weight,
        weights_merged.caution,
        weights_merged.is_estimated,
        false as is_remembered,
        weights_merged.labelled_pairs,
        weights_merged.labelled_matches
    from weights_merged
    cross join shifts
    cross join reuse
    where not reuse.is_good

    union all

    select
        remembered.comparison,
        remembered.level,
        remembered.weight,
        remembered.hand_weight,
        remembered.caution,
        remembered.labelled_pairs > 0 as is_estimated,
        true as is_remembered,
        remembered.labelled_pairs,
        remembered.labelled_matches
    from remembered
    cross join reuse
    where reuse.is_good
)

select * from final
