{%- set fields = evidence_fields() -%}

with

records as (
    select * from {{ ref('int_accounts__records_described') }}
),

pairs as (
    select * from {{ ref('int_accounts__pairs_scored') }}
    where score > {{ unlikely_score() }}
),

pairs_apart as (
    select * from {{ ref('int_accounts__pairs_apart') }}
),

groups as (
    select * from {{ ref('int_accounts__records_grouped') }}
),

-- In thousandths. What a field adds is no part of the score here: it is averaged by itself.
pairs_met as (
    select
        least(lower_groups.group_number, upper_groups.group_number) as group_number,
        greatest(lower_groups.group_number, upper_groups.group_number) as other_group_number,
        {%- for field in fields %}
        cast(pairs.{{ field }}_adds * 1000 as bigint) as {{ field }}_score,
        {%- endfor %}
        cast(
            (
                pairs.score
                {%- for field in fields %}
                - coalesce(pairs.{{ field }}_adds, 0)
                {%- endfor %}
            ) * 1000 as bigint
        ) as score
    from pairs
    inner join groups as lower_groups
        on pairs.record_number = lower_groups.record_number
    inner join groups as upper_groups
        on pairs.other_record_number = upper_groups.record_number
    where lower_groups.group_number <> upper_groups.group_number

    union all

    select
        least(lower_groups.group_number, upper_groups.group_number) as group_number,
        greatest(lower_groups.group_number, upper_groups.group_number) as other_group_number,
        {%- for field in fields %}
        cast(null as bigint) as {{ field }}_score,
        {%- endfor %}
        cast(-{{ kept_apart() }} as bigint) as score
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

-- Most groups meet in one pair of records: only the others are summed.
met_again as (
    select
        group_number,
        other_group_number
    from pairs_met
    group by
        group_number,
        other_group_number
    having count(*) > 1
),

final as (
    select
        pairs_met.group_number,
        pairs_met.other_group_number,
        pairs_met.score,
        {%- for field in fields %}
        coalesce(pairs_met.{{ field }}_score, 0) as {{ field }}_score,
        cast(case when pairs_met.{{ field }}_score is null then 0 else 1 end as bigint)
            as {{ field }}_pairs,
        {%- endfor %}
        cast(1 as bigint) as pairs
    from pairs_met
    left join met_again
        on pairs_met.group_number = met_again.group_number
        and pairs_met.other_group_number = met_again.other_group_number
    where met_again.group_number is null

    union all

    select
        pairs_met.group_number,
        pairs_met.other_group_number,
        cast(sum(pairs_met.score) as bigint) as score,
        {%- for field in fields %}
        cast(coalesce(sum(pairs_met.{{ field }}_score), 0) as bigint) as {{ field }}_score,
        count(pairs_met.{{ field }}_score) as {{ field }}_pairs,
        {%- endfor %}
        count(*) as pairs
    from pairs_met
    inner join met_again
        on pairs_met.group_number = met_again.group_number
        and pairs_met.other_group_number = met_again.other_group_number
    group by
        pairs_met.group_number,
        pairs_met.other_group_number
)

select * from final
