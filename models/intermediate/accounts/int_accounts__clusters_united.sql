with

records as (
    select * from {{ ref('int_accounts__records_described') }}
),

declared as (
    select
        record_key,
        declared_account_id
    from {{ ref('int_accounts__records_normalised') }}
    where declared_account_id is not null
),

-- What two records of one company cannot have two of: tax numbers of a country, account ids that they carry.
numbers as (
    select
        record_number,
        country_code,
        tax_id
    from records
    union all
    select
        records.record_number,
        'account id' as country_code,
        declared.declared_account_id as tax_id
    from records
    inner join declared
        on records.record_key = declared.record_key
),

final as (
    select
        records.record_key,
        heads.record_key as account_key,
        clusters.last_round
    from {{ clusters_of(
        records='numbers',
        groups=ref('int_accounts__records_grouped'),
        group_pairs=ref('int_accounts__groups_paired')
    ) }} as clusters
    inner join records
        on clusters.record_number = records.record_number
    inner join records as heads
        on clusters.cluster_number = heads.record_number
)

select * from final
