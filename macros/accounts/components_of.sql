{#
    Which records hang together through pairs, whatever the length of the chain. In each round every record looks two steps ahead
    along the smallest labels, takes the smallest label of its neighbours, and hands it on to the record that its own label names: the
    distance covered grows as the powers of two. Unrolled, so that it runs without recursion; meant for few records.
    Arguments: pairs (relation or CTE: record_key, other_record_key), rounds. A chain of a hundred records needs 8 rounds, one of a thousand 10.
    Returns a relation in brackets, one row per record in a pair: record_key, component_key (the smallest record it hangs together with).
#}
{% macro components_of(pairs, rounds=12) %}
(
with

neighbours {{ tieout.as_materialized() }} (
    select
        record_key,
        other_record_key
    from {{ pairs }}
    union
    select
        other_record_key as record_key,
        record_key as other_record_key
    from {{ pairs }}
    union
    select
        record_key,
        record_key as other_record_key
    from {{ pairs }}
    union
    select
        other_record_key as record_key,
        other_record_key
    from {{ pairs }}
),

labels_0 {{ tieout.as_materialized() }} (
    select
        record_key,
        min(other_record_key) as label
    from neighbours
    group by record_key
)
{%- for round in range(1, rounds + 1) %},

lowest_{{ round }} {{ tieout.as_materialized() }} (
    select
        neighbours.record_key,
        min(ahead.label) as label
    from neighbours
    inner join labels_{{ round - 1 }} as labels
        on neighbours.other_record_key = labels.record_key
    inner join labels_{{ round - 1 }} as ahead
        on labels.label = ahead.record_key
    group by neighbours.record_key
),

labels_{{ round }} {{ tieout.as_materialized() }} (
    select
        told.record_key,
        min(told.label) as label
    from (
        select
            labels.label as record_key,
            lowest.label
        from lowest_{{ round }} as lowest
        inner join labels_{{ round - 1 }} as labels
            on lowest.record_key = labels.record_key
        union all
        select
            record_key,
            label
        from lowest_{{ round }}
    ) as told
    group by told.record_key
)
{%- endfor %}

select
    record_key,
    label as component_key
from labels_{{ rounds }}
)
{% endmacro %}
