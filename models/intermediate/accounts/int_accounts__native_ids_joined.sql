with

final as (
    select
        joined.record_key,
        joined.account_key,
        joined.joined_key,
        joined.is_refused
    from {{ join_accounts(
        rung='native_id',
        match_keys=ref('int_accounts__match_keys_collected'),
        accounts_so_far=none,
        records=ref('int_accounts__records_normalised'),
        parents=ref('int_accounts__parents_claimed'),
        bound=ref('int_accounts__records_bound'),
        pairs_apart=ref('int_accounts__pairs_apart'),
        tax_scope='system'
    ) }} as joined
)

select * from final
