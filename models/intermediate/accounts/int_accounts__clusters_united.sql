{#- No company has two of them: tax numbers of a country, account ids that records carry. -#}
{%- set numbers %}
(
    select
        record_number,
        country_code,
        tax_id
    from records
    union all
    select
        records.record_number,
        'account id' as country_code,
        normalised.declared_account_id as tax_id
    from records
    inner join {{ ref('int_accounts__records_normalised') }} as normalised
        on records.record_key = normalised.record_key
    where normalised.declared_account_id is not null
)
{%- endset -%}
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
        records=numbers,
        groups=ref('int_accounts__records_grouped'),
        group_pairs=ref('int_accounts__groups_paired')
    ) }} as clusters
    inner join records
        on clusters.record_number = records.record_number
    inner join records as heads
        on clusters.cluster_number = heads.record_number
)

select * from final
