with

final as (
    select
        joined.record_key,
        joined.account_key,
        joined.joined_key,
        joined.is_refused
    from {{ join_accounts(
        rung='domain_country',
        match_keys=ref('int_accounts__domains_keyed'),
        accounts_so_far=ref('int_accounts__tax_ids_joined'),
        records=ref('int_accounts__records_normalised'),
        parents=ref('int_accounts__parents_claimed'),
        tax_scope='all'
    ) }} as joined
)

select * from final
