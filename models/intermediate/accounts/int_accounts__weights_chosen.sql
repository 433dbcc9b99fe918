with

weights_merged as (
    select * from {{ ref('int_accounts__weights_merged') }}
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
        weights_merged.is_estimated,
        weights_merged.labelled_pairs,
        weights_merged.labelled_matches
    from weights_merged
    cross join shifts
)

select * from final
