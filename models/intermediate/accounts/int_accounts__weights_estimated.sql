{#- Sweeps over all comparisons, one Newton step each; a few more change nothing. -#}
{%- set sweeps = 6 -%}
{#- How many labelled pairs the hand weight of a level counts for. -#}
{%- set belief = 2 -%}
{%- set comparisons = match_comparisons() -%}
with

labelled as (
    select * from {{ ref('int_accounts__pairs_labelled') }}
),

hand as (
    select * from {{ weights_row(ref('match_weights'), 'double') }} as hand_weights
),

started as (
    select
        labelled.*,
        {{ item_at('hand.intercept_weights', 1) }} as intercept,
        {%- for comparison in comparisons %}
        {{ weight_of(comparison, 'hand', 'labelled') }} as {{ comparison }}_hand,
        {{ weight_of(comparison, 'hand', 'labelled') }} as {{ comparison }}_weight
        {{- ',' if not loop.last }}
        {%- endfor %}
    from labelled
    cross join hand
),

{#- One step: the weights of one comparison, or the intercept, move to where the labels of each level are expected as often as
    they occur. Each step reads the one before once, so that no engine computes it twice. -#}
{%- set ns = namespace(last='started') %}
{%- for sweep in range(1, sweeps + 1) %}
{%- for stepped in ['intercept'] + comparisons %}
{%- set step = 'sweep_' ~ sweep ~ '_' ~ stepped %}

{{ step }} {{ as_materialized() }} (
    select
        matches,
        pairs,
        {%- for comparison in comparisons %}
        {{ comparison }}_level,
        {{ comparison }}_hand,
        {%- if comparison == stepped %}
        {{ comparison }}_weight + least(greatest(
            (
                sum(matches - pairs * probability) over (partition by {{ comparison }}_level)
                - {{ belief }} * ({{ comparison }}_weight - {{ comparison }}_hand)
            ) / (
                sum(pairs * probability * (1 - probability))
                    over (partition by {{ comparison }}_level)
                + {{ belief }}
            ),
            -2
        ), 2) as {{ comparison }}_weight,
        {%- else %}
        {{ comparison }}_weight,
        {%- endif %}
        {%- endfor %}
        intercept
        {%- if stepped == 'intercept' %}
        + least(greatest(
            sum(matches - pairs * probability) over ()
            / (sum(pairs * probability * (1 - probability)) over () + {{ belief }}),
            -2
        ), 2) as intercept
        {%- endif %}
    from (
        select
            *,
            {{ match_probability('intercept + ' ~ comparisons | join('_weight + ') ~ '_weight') }}
                as probability
        from {{ ns.last }}
    ) as {{ ns.last }}_expected
),
{%- set ns.last = step %}
{%- endfor %}
{%- endfor %}

levels as (
    {%- for comparison in comparisons %}
    select
        '{{ comparison }}' as comparison,
        {{ comparison }}_level as level,
        max({{ comparison }}_weight) as weight,
        sum(matches) as matches,
        sum(pairs) as pairs
    from {{ ns.last }}
    group by {{ comparison }}_level
    union all
    {%- endfor %}
    select
        'intercept' as comparison,
        0 as level,
        max(intercept) as weight,
        sum(matches) as matches,
        sum(pairs) as pairs
    from {{ ns.last }}
),

final as (
    select
        comparison,
        cast(level as smallint) as level,
        cast(weight as decimal(9, 3)) as weight,
        cast(matches as bigint) as matches,
        cast(pairs as bigint) as pairs
    from levels
    where pairs is not null
)

select * from final
