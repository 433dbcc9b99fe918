with

records as (
    select * from {{ ref('int_accounts__records_described') }}
),

final as (
    select
        records.record_key,
        heads.record_key as account_key,
        clusters.last_round
    from {{ clusters_of(
        records='records',
        groups=ref('int_accounts__records_grouped'),
        group_pairs=ref('int_accounts__groups_paired')
    ) }} as clusters
    inner join records
        on clusters.record_number = records.record_number
    inner join records as heads
        on clusters.cluster_number = heads.record_number
)

select * from final
