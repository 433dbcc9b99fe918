{%- set fields = evidence_fields() -%}

with

records as (
    select * from {{ ref('int_accounts__records_described') }}
),

pairs as (
    select
        record_number,
        other_record_number,
        {%- for field in fields %}
        {{ field }}_adds,
        {%- endfor %}
        score
        {%- for field in fields %}
        - coalesce({{ field }}_adds, 0)
        {%- endfor %} as score
    from {{ ref('int_accounts__pairs_scored') }}
),

pairs_apart as (
    select * from {{ ref('int_accounts__pairs_apart') }}
),

groups as (
    select * from {{ ref('int_accounts__records_grouped') }}
),

group_pairs as (
    select
        least(lower_groups.group_number, upper_groups.group_number) as a,
        greatest(lower_groups.group_number, upper_groups.group_number) as b,
        sum(cast(pairs.score * 1000 as bigint)) as score,
        {%- for field in fields %}
        sum(cast(pairs.{{ field }}_adds * 1000 as bigint)) as {{ field }}_score,
        count(pairs.{{ field }}_adds) as {{ field }}_pairs,
        {%- endfor %}
        count(*) as pairs
    from pairs
    inner join groups as lower_groups
        on pairs.record_number = lower_groups.record_number
    inner join groups as upper_groups
        on pairs.other_record_number = upper_groups.record_number
    where lower_groups.group_number <> upper_groups.group_number
    group by
        least(lower_groups.group_number, upper_groups.group_number),
        greatest(lower_groups.group_number, upper_groups.group_number)
),

group_pairs_apart as (
    select
        least(lower_groups.group_number, upper_groups.group_number) as a,
        greatest(lower_groups.group_number, upper_groups.group_number) as b,
        cast(-{{ kept_apart() }} as bigint) as score,
        {%- for field in fields %}
        0 as {{ field }}_score,
        0 as {{ field }}_pairs,
        {%- endfor %}
        1 as pairs
    from pairs_apart
    inner join records as lower_records
        on pairs_apart.record_key = lower_records.record_key
    inner join records as upper_records
        on pairs_apart.other_record_key = upper_records.record_key
    inner join groups as lower_groups
        on lower_records.record_number = lower_groups.record_number
    inner join groups as upper_groups
        on upper_records.record_number = upper_groups.record_number
    where lower_groups.group_number <> upper_groups.group_number
),

all_pairs as (
    select * from group_pairs
    union all
    select * from group_pairs_apart
),

final as (
    select
        a as group_number,
        b as other_group_number,
        cast(sum(score) as bigint) as score,
        {%- for field in fields %}
        cast(coalesce(sum({{ field }}_score), 0) as bigint) as {{ field }}_score,
        cast(sum({{ field }}_pairs) as bigint) as {{ field }}_pairs,
        {%- endfor %}
        cast(sum(pairs) as bigint) as pairs
    from all_pairs
    group by
        a,
        b
)

select * from final
