with

records as (
    select * from {{ ref('int_accounts__records_described') }}
),

accounts_so_far as (
    select * from {{ ref('int_accounts__tax_ids_joined') }}
),

final as (
    select
        records.record_number,
        heads.record_number as group_number
    from records
    inner join accounts_so_far
        on records.record_key = accounts_so_far.record_key
    inner join records as heads
        on accounts_so_far.account_key = heads.record_key
)

select * from final
