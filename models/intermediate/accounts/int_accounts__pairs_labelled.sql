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
with_evidence as (
    select
        pairs.*,
        named.named_number,
        named.named_system,
        naming.named_number as other_named_number,
        naming.named_system as other_named_system
    from pairs
    left join named
        on pairs.record_number = named.record_number
    left join named as naming
        on pairs.other_record_number = naming.record_number
    where
        pairs.found_by <> {{ block_bit('tax_id') }}
        and (
            pairs.tax_id_level > 0
            or named.named_number is not null
            or naming.named_number is not null
        )
),

told_apart as (
    select
        pairs.*,
        case
            when pairs.tax_id_level = 1 then 1
            when pairs.tax_id_level > 1 then 0
            when pairs.named_number = pairs.other_record_number then 1
            when pairs.other_named_number = pairs.record_number then 1
            when pairs.named_system = others.source_system then 0
            when pairs.other_named_system = records.source_system then 0
        end as is_match
    from with_evidence as pairs
    inner join records
        on pairs.record_number = records.record_number
    inner join records as others
        on pairs.other_record_number = others.record_number
),

labelled as (
    select * from told_apart
    where is_match is not null
),

-- Some hundred thousand are enough, however many there are: every so many records.
sampling as (
    select cast(1 + {{ integer_quotient('count(*)', '200000') }} as integer) as every
    from labelled
),

final as (
    select
        {%- for comparison in match_comparisons() %}
        labelled.{{ comparison }}_level,
        {%- endfor %}
        cast(sum(labelled.is_match) as bigint) as matches,
        count(*) as pairs
    from labelled
    cross join sampling
    where mod(labelled.record_number, sampling.every) = 0
    group by labelled.{{ match_comparisons() | join('_level, labelled.') }}_level
)

select * from final
