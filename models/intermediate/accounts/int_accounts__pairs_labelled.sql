with

pairs as (
    select * from {{ ref('int_accounts__pairs_compared') }}
),

records as (
    select * from {{ ref('int_accounts__records_described') }}
),

references_resolved as (
    select * from {{ ref('int_accounts__references_resolved') }}
    where outcome = 'names_live_record'
),

named as (
    select
        records.record_number,
        targets.record_number as named_number,
        targets.source_system as named_system
    from references_resolved
    inner join records
        on references_resolved.record_key = records.record_key
    inner join records as targets
        on references_resolved.target_record_key = targets.record_key
),

-- A pair that only its tax number brought together would teach that equal numbers go with
-- nothing else.
told_apart as (
    select
        pairs.*,
        case
            when pairs.tax_id_level = 1 then 1
            when pairs.tax_id_level > 1 then 0
            when named.named_number = pairs.other_record_number then 1
            when naming.named_number = pairs.record_number then 1
            when named.named_system = others.source_system then 0
            when naming.named_system = records.source_system then 0
        end as is_match
    from pairs
    inner join records
        on pairs.record_number = records.record_number
    inner join records as others
        on pairs.other_record_number = others.record_number
    left join named
        on pairs.record_number = named.record_number
    left join named as naming
        on pairs.other_record_number = naming.record_number
    where pairs.found_by <> {{ block_bit('tax_id') }}
),

-- Some hundred thousand are enough, however many there are: every so many records.
counted as (
    select
        told_apart.*,
        count(*) over () as labels
    from told_apart
    where told_apart.is_match is not null
),

final as (
    select
        {%- for comparison in match_comparisons() %}
        {{ comparison }}_level,
        {%- endfor %}
        cast(sum(is_match) as bigint) as matches,
        count(*) as pairs
    from counted
    where mod(record_number, 1 + {{ integer_quotient('labels', '200000') }}) = 0
    group by {{ match_comparisons() | join('_level, ') }}_level
)

select * from final
