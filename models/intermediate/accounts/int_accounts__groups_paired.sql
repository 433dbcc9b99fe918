{%- set fields = evidence_fields() -%}

with

records as (
    select * from {{ ref('int_accounts__records_described') }}
),

pairs_scored as (
    select * from {{ ref('int_accounts__pairs_scored') }}
    where score > {{ unlikely_score() }}
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
    from pairs_scored
),

pairs_apart as (
    select * from {{ ref('int_accounts__pairs_apart') }}
),

groups as (
    select * from {{ ref('int_accounts__records_grouped') }}
),

pairs_in_all as (
    select
        lower_groups.group_number,
        upper_groups.group_number as other_group_number,
        {%- for field in fields %}
        cast(pairs.{{ field }}_adds * 1000 as bigint) as {{ field }}_score,
        {%- endfor %}
        cast(pairs.score * 1000 as bigint) as score
    from pairs
    inner join groups as lower_groups
        on pairs.record_number = lower_groups.record_number
    inner join groups as upper_groups
        on pairs.other_record_number = upper_groups.record_number

    union all

    select
        lower_groups.group_number,
        upper_groups.group_number as other_group_number,
        {%- for field in fields %}
        null as {{ field }}_score,
        {%- endfor %}
        -{{ kept_apart() }} as score
    from pairs_apart
    inner join records as lower_records
        on pairs_apart.record_key = lower_records.record_key
    inner join records as upper_records
        on pairs_apart.other_record_key = upper_records.record_key
    inner join groups as lower_groups
        on lower_records.record_number = lower_groups.record_number
    inner join groups as upper_groups
        on upper_records.record_number = upper_groups.record_number
),

final as (
    select
        least(group_number, other_group_number) as group_number,
        greatest(group_number, other_group_number) as other_group_number,
        cast(sum(score) as bigint) as score,
        {%- for field in fields %}
        cast(coalesce(sum({{ field }}_score), 0) as bigint) as {{ field }}_score,
        count({{ field }}_score) as {{ field }}_pairs,
        {%- endfor %}
        count(*) as pairs
    from pairs_in_all
    where group_number <> other_group_number
    group by
        least(group_number, other_group_number),
        greatest(group_number, other_group_number)
)

select * from final
