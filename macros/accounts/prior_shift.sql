{#
    How much scores have to be moved where matches are rarer, or commoner, than among the pairs that the weights were estimated on:
    the share of matches is the one that the scores expect when it is assumed; forty rounds find it (Saerens, Latinne and Decaestecker
    2002).
    Arguments: scores (relation: score, pairs, one row per score), weights (relation whose assumed_share says which share of matches the
    scores assume; null for none). Returns a relation in brackets of one row: shift, 0 where nothing is assumed.
#}
{% macro prior_shift(scores, weights) %}
(
with

round_0 as (
    select
        {{ tieout.as_float('scores.score') }} as score,
        {{ tieout.as_float('scores.pairs') }} as pairs,
        {{ tieout.as_float('assumed.share') }} as share,
        {{ tieout.as_float('0') }} as shift
    from {{ scores }} as scores
    cross join (select max(assumed_share) as share from {{ weights }}) as assumed
    where assumed.share is not null
)
{%- for round in range(1, 41) %},

round_{{ round }} {{ tieout.as_materialized() }} (
    select
        score,
        pairs,
        share,
        ln(expected / (1 - expected)) - ln(share / (1 - share)) as shift
    from (
        select
            *,
            least(greatest(
                sum(pairs * {{ tieout.match_probability('score + shift') }}) over () / sum(pairs) over (),
                0.0001
            ), 0.9999) as expected
        from round_{{ round - 1 }}
    ) as round_{{ round - 1 }}_expected
)
{%- endfor %}

select coalesce(max(shift), 0) as shift
from round_40
)
{% endmacro %}
