{#
    Which records hang together through decisions about pairs of them, whatever the length of the chain. In each round every record looks two steps ahead
    along the smallest labels, takes the smallest label of its neighbours, and hands it on to the record that its own label names: the
    distance covered grows as the powers of two. Unrolled, so that it runs without recursion; meant for few records.
    Arguments: decisions (int_accounts__overrides_read), condition (SQL: which of them are followed), rounds. A chain of a hundred records needs 8 rounds, one of a thousand 10.
    Returns a relation in brackets, one row per record that they name: record_key, component_key (the smallest record it hangs together with).
#}
{% macro components_of(decisions, condition, rounds=12) %}
(
with

pairs {{ tieout.as_materialized() }} (
    select
        holder_record_key as record_key,
        other_holder_record_key as other_record_key
    from {{ decisions }}
    where {{ condition }}
),

-- Both ways round, and each record beside itself.
neighbours {{ tieout.as_materialized() }} (
    {%- for one in ['record_key', 'other_record_key'] %}
    {%- for other in ['record_key', 'other_record_key'] %}
    select
        {{ one }} as record_key,
        {{ other }} as other_record_key
    from pairs
    {%- if not (one == other == 'other_record_key') %}
    union
    {%- endif %}
    {%- endfor %}
    {%- endfor %}
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
