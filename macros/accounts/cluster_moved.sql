{#
    What one round leaves behind, as CTEs that follow `moves_<round>` (moved_number, cluster_number), `best_<round>`, `left_open_<round>`
    and the `edges_`, `taxes_` and `sizes_` of the round before: what accounts that united have is theirs together. Accounts that no
    partner fits any more are done, and leave. Arguments: round (a number from 1 on).
    Returns CTEs, the last without a comma: active_, relabelled_, edges_, taxes_ and sizes_ of the round.
#}
{% macro cluster_moved(round) %}
{%- set fields = tieout.evidence_fields() -%}
-- Who is still in play, under which number now, and whether its edges change.
active_{{ round }} {{ tieout.as_materialized() }} (
    select
        playing.cluster_number as old_number,
        coalesce(moves.cluster_number, playing.cluster_number) as cluster_number,
        moves.moved_number is not null or joined.cluster_number is not null as is_touched
    from (
        select cluster_number from best_{{ round }}
        union
        select cluster_number from left_open_{{ round }}
    ) as playing
    left join moves_{{ round }} as moves
        on playing.cluster_number = moves.moved_number
    left join moves_{{ round }} as joined
        on playing.cluster_number = joined.cluster_number
),

relabelled_{{ round }} {{ tieout.as_materialized() }} (
    select
        least(lower_active.cluster_number, upper_active.cluster_number) as a,
        greatest(lower_active.cluster_number, upper_active.cluster_number) as b,
        lower_active.is_touched or upper_active.is_touched as is_touched,
        edges.score,
        edges.pairs
        {%- for field in fields %},
        edges.{{ field }}_score,
        edges.{{ field }}_pairs
        {%- endfor %}
    from edges_{{ round - 1 }} as edges
    inner join active_{{ round }} as lower_active
        on edges.a = lower_active.old_number
    inner join active_{{ round }} as upper_active
        on edges.b = upper_active.old_number
),

edges_{{ round }} {{ tieout.as_materialized() }} (
    select
        a,
        b,
        score,
        pairs
        {%- for field in fields %},
        {{ field }}_score,
        {{ field }}_pairs
        {%- endfor %}
    from relabelled_{{ round }}
    where not is_touched and a <> b

    union all

    select
        a,
        b,
        sum(score) as score,
        sum(pairs) as pairs
        {%- for field in fields %},
        sum({{ field }}_score) as {{ field }}_score,
        sum({{ field }}_pairs) as {{ field }}_pairs
        {%- endfor %}
    from relabelled_{{ round }}
    where is_touched and a <> b
    group by
        a,
        b
),

taxes_{{ round }} {{ tieout.as_materialized() }} (
    select
        active.cluster_number,
        taxes.country_code,
        taxes.tax_id
    from taxes_{{ round - 1 }} as taxes
    inner join active_{{ round }} as active
        on taxes.cluster_number = active.old_number
    group by
        active.cluster_number,
        taxes.country_code,
        taxes.tax_id
),

sizes_{{ round }} {{ tieout.as_materialized() }} (
    select
        active.cluster_number,
        cast(sum(sizes.records) as bigint) as records
    from sizes_{{ round - 1 }} as sizes
    inner join active_{{ round }} as active
        on sizes.cluster_number = active.old_number
    group by active.cluster_number
)
{% endmacro %}
