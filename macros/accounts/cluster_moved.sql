{#
    What one round leaves behind, as CTEs that follow `moves_<round>` (moved_number, cluster_number), `edges_<round - 1>` and
    `taxes_<round - 1>`: the edges and tax numbers of accounts that united are theirs together.
    Arguments: round (a number from 1 on). Returns CTEs, the last without a comma: touched_, edges_ and taxes_ of the round.
#}
{% macro cluster_moved(round) %}
{%- set fields = tieout.evidence_fields() -%}
-- Who moves, and who is joined: only their edges change.
touched_{{ round }} {{ tieout.as_materialized() }} (
    select
        moved_number,
        cluster_number
    from moves_{{ round }}
    union all
    select
        cluster_number as moved_number,
        cluster_number
    from moves_{{ round }}
),

edges_{{ round }} {{ tieout.as_materialized() }} (
    select
        edges.*
    from edges_{{ round - 1 }} as edges
    left join touched_{{ round }} as lower_touched
        on edges.a = lower_touched.moved_number
    left join touched_{{ round }} as upper_touched
        on edges.b = upper_touched.moved_number
    where lower_touched.moved_number is null and upper_touched.moved_number is null

    union all

    select
        least(relabelled.a, relabelled.b) as a,
        greatest(relabelled.a, relabelled.b) as b,
        cast(sum(relabelled.score) as bigint) as score,
        cast(sum(relabelled.pairs) as bigint) as pairs
        {%- for field in fields %},
        cast(sum(relabelled.{{ field }}_score) as bigint) as {{ field }}_score,
        cast(sum(relabelled.{{ field }}_pairs) as bigint) as {{ field }}_pairs
        {%- endfor %}
    from (
        select
            coalesce(lower_touched.cluster_number, edges.a) as a,
            coalesce(upper_touched.cluster_number, edges.b) as b,
            edges.score,
            edges.pairs
            {%- for field in fields %},
            edges.{{ field }}_score,
            edges.{{ field }}_pairs
            {%- endfor %}
        from edges_{{ round - 1 }} as edges
        left join touched_{{ round }} as lower_touched
            on edges.a = lower_touched.moved_number
        left join touched_{{ round }} as upper_touched
            on edges.b = upper_touched.moved_number
        where lower_touched.moved_number is not null or upper_touched.moved_number is not null
    ) as relabelled
    where relabelled.a <> relabelled.b
    group by
        least(relabelled.a, relabelled.b),
        greatest(relabelled.a, relabelled.b)
),

taxes_{{ round }} {{ tieout.as_materialized() }} (
    select
        coalesce(moves.cluster_number, taxes.cluster_number) as cluster_number,
        taxes.country_code,
        taxes.tax_id
    from taxes_{{ round - 1 }} as taxes
    left join moves_{{ round }} as moves
        on taxes.cluster_number = moves.moved_number
    group by
        coalesce(moves.cluster_number, taxes.cluster_number),
        taxes.country_code,
        taxes.tax_id
)
{% endmacro %}
