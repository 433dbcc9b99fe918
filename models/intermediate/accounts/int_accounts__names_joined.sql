with

final as (
    select
        joined.record_key,
        joined.account_key,
        joined.joined_key,
        joined.is_refused
    from {{ join_accounts(
        rung='name_country',
        match_keys=ref('int_accounts__match_keys_collected'),
        accounts_so_far=ref('int_accounts__domains_joined'),
        records=ref('int_accounts__records_normalised'),
        parents=ref('int_accounts__parents_claimed'),
        tax_scope='all'
    ) }} as joined
)

select * from final
