with

records as (
    select * from {{ ref('int_accounts__records_known') }}
),

final as (
    select
        records.record_key,
        coalesce(survivors.surviving_record_key, records.record_key) as holder_record_key,
        case
            when survivors.surviving_record_key is not null then 'merged'
            when records.is_present then 'live'
            else 'deleted'
        end as standing
    from records
    left join {{ survivors_of(ref('int_accounts__merges_declared')) }} as survivors
        on records.record_key = survivors.record_key
)

select * from final
