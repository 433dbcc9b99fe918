with

golden_records as (
    select * from {{ ref('int_accounts__golden_records_chosen') }}
),

final as (
    select
        account_id,
        account_name,
        domain,
        tax_id,
        country,
        phone,
        match_name
    from golden_records
)

select * from final
