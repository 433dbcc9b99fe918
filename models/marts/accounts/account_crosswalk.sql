with

records as (
    select * from {{ ref('int_accounts__records_known') }}
),

held as (
    select * from {{ ref('int_accounts__records_held') }}
    where standing = 'live'
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

accounts as (
    select * from {{ ref('accounts') }}
),

corrections as (
    select
        source_system,
        source_account_id,
        {{ dbt.listagg('correction', "'; '", 'order by field') }} as to_correct
    from {{ ref('account_corrections') }}
    group by
        source_system,
        source_account_id
),

final as (
    select
        records.source_system,
        records.source_account_id,
        accounts.account_id,
        accounts.ultimate_parent_id,
        accounts.account_name,
        records.account_name as own_account_name,
        accounts.domain,
        coalesce(records.website, records.email) as own_domain,
        accounts.tax_id,
        records.tax_id as own_tax_id,
        accounts.country,
        records.country as own_country,
        accounts.phone,
        records.phone as own_phone,
        corrections.to_correct
    from records
    inner join held
        on records.record_key = held.record_key
    inner join assigned
        on records.record_key = assigned.record_key
    inner join accounts
        on assigned.account_id = accounts.account_id
    left join corrections
        on records.source_system = corrections.source_system
        and records.source_account_id = corrections.source_account_id
)

select * from final
