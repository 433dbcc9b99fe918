with

records as (
    select * from {{ ref('int_accounts__records_normalised') }}
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

tax_ids as (
    select
        assigned.account_id,
        records.country_code,
        records.tax_id,
        min(records.record_key) as record_key
    from records
    inner join assigned
        on records.record_key = assigned.record_key
    where
        records.standing = 'live'
        and records.tax_id is not null
        and records.country_code is not null
    group by
        assigned.account_id,
        records.country_code,
        records.tax_id
),

final as (
    select
        account_id,
        'conflicting_tax_ids' as rule,
        country_code,
        count(*) as tax_ids,
        {{ dbt.listagg("record_key || ' has ' || tax_id", "'; '", 'order by tax_id') }} as detail
    from tax_ids
    group by
        account_id,
        country_code
    having count(*) > 1
)

select * from final
