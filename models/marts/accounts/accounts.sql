with

golden_values as (
    select * from {{ ref('int_accounts__golden_values_chosen') }}
),

account_records as (
    select * from {{ ref('account_records') }}
),

parents as (
    select * from {{ ref('int_accounts__parents_settled') }}
),

ancestors as (
    select * from {{ ref('int_accounts__ancestors_listed') }}
),

systems_of_accounts as (
    select
        account_id,
        source_system,
        count(*) as record_count
    from account_records
    group by
        account_id,
        source_system
),

records_counted as (
    select
        account_id,
        sum(record_count) as record_count,
        {{ texts_joined('source_system', ', ', ['source_system']) }} as systems
    from systems_of_accounts
    group by account_id
),

-- From the top of the family down to the account itself.
paths as (
    select
        ancestors.account_id,
        max(ancestors.depth) as level,
        max(case when ancestors.is_ultimate then ancestors.ancestor_id end) as ultimate_parent_id,
        {{ texts_joined(
            "coalesce(golden_values.account_name, 'unnamed')",
            ' > ',
            ['-ancestors.depth']
        ) }} as path
    from ancestors
    inner join golden_values
        on ancestors.ancestor_id = golden_values.account_id
    group by ancestors.account_id
),

final as (
    select
        golden_values.account_id,
        golden_values.account_name,
        golden_values.domain,
        golden_values.tax_id,
        golden_values.country,
        golden_values.phone,
        parents.parent_account_id,
        paths.ultimate_parent_id,
        cast(paths.level as integer) as level,
        paths.path,
        cast(records_counted.record_count as integer) as record_count,
        records_counted.systems
    from golden_values
    inner join records_counted
        on golden_values.account_id = records_counted.account_id
    inner join paths
        on golden_values.account_id = paths.account_id
    left join parents
        on golden_values.account_id = parents.account_id
)

select * from final
