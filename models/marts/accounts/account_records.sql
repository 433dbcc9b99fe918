with

records as (
    select * from {{ ref('int_accounts__records_known') }}
),

holders as (
    select * from {{ ref('int_accounts__records_held') }}
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

matches as (
    select * from {{ ref('int_accounts__matches_explained') }}
),

match_methods as (
    select * from {{ ref('match_methods') }}
),

described as (
    select
        assigned.account_id,
        records.source_system,
        records.source_account_id,
        records.account_name as source_name,
        case
            when holders.standing = 'merged' then 'merged'
            else coalesce(matches.match_method, 'own')
        end as match_method,
        case when holders.standing <> 'merged' then matches.score end as score,
        case
            when holders.standing = 'merged'
                then 'merged into ' || survivors.source_system || ' ' || survivors.source_account_id
            else coalesce(matches.evidence, 'no other record matches')
        end as evidence
    from records
    inner join assigned
        on records.record_key = assigned.record_key
    inner join holders
        on records.record_key = holders.record_key
    inner join records as survivors
        on holders.holder_record_key = survivors.record_key
    left join matches
        on records.record_key = matches.record_key
    where
        assigned.is_in_account
        and holders.standing in ('live', 'merged')
),

final as (
    select
        described.account_id,
        described.source_system,
        described.source_account_id,
        described.source_name,
        described.match_method,
        cast(
            case
                when described.score is null then match_methods.match_score
                else {{ match_probability('described.score') }}
            end
            as decimal(5, 4)
        ) as match_score,
        described.evidence,
        described.match_method = 'steward' as is_override
    from described
    inner join match_methods
        on described.match_method = match_methods.match_method
)

select * from final
