with compared as (

    select * from {{ ref('chk_drift__compared') }}

),

accounts as (

    select * from {{ ref('accounts') }}

),

-- A share of nothing is the whole of it, so that no amount hides behind an empty base.
shares as (

    select
        *,
        case when against = 'previous' then measure_before else base_amount end as whole,
        case when against = 'previous' then measure - measure_before else measure end as part
    from compared

),

valued as (

    select
        *,
        case
            when not is_supplied then null
            when comparison <> 'pct' then part
            when part = 0 then case when whole is not null then 0 end
            when whole = 0 then 100 * sign(part)
            else 100 * part / abs(whole)
        end as value
    from shares

),

-- Both bounds as "from here on upwards".
sided as (

    select
        *,
        case direction when 'either' then abs(value) when 'below' then -value else value end
            as height,
        case when direction = 'below' then -warn_at else warn_at end as warn_height,
        case when direction = 'below' then -fail_at else fail_at end as fail_height
    from valued

),

final as (

    select
        sided.threshold_id,
        sided.metric,
        case when sided.scope = 'total' then 'total' else sided.scope || ' ' || sided.scope_id end
            as scope,
        sided.scope as scope_type,
        sided.scope_id,
        case
            when sided.scope = 'total' then 'total'
            else coalesce(accounts.account_name, sided.scope_id)
        end as scope_name,
        cast(sided.value as decimal(28, 4)) as value,
        cast(sided.warn_at as decimal(18, 4)) as warn_at,
        cast(sided.fail_at as decimal(18, 4)) as fail_at,
        case
            when sided.height is null then 'not_applicable'
            when coalesce(sided.gross_amount < sided.ignore_below, false) then 'ok'
            when sided.height >= sided.fail_height then 'fail'
            when sided.height >= sided.warn_height then 'warn'
            else 'ok'
        end as status,
        case
            when sided.owner = 'account_owner' and sided.scope = 'owner'
                and sided.scope_id <> 'unassigned'
                then sided.scope_id
            else sided.owner
        end as owner,
        sided.as_of_at,
        sided.comparison,
        sided.against,
        sided.direction,
        sided.netting,
        case
            when sided.comparison = 'pct' then '%'
            when sided.comparison = 'age' then 'days'
            when sided.metric like 'source.%' then 'rows'
            when sided.comparison = 'count' then 'findings'
            else '{{ var("reporting_currency") }}'
        end as unit,
        cast(sided.amount as decimal(18, 2)) as amount,
        cast(sided.gross_amount as decimal(18, 2)) as gross_amount,
        cast(sided.findings as bigint) as findings,
        cast(sided.base_amount as decimal(18, 2)) as base_amount,
        case when sided.against = 'previous' then cast(sided.measure_before as decimal(18, 4)) end
            as previous_value,
        case when sided.against = 'previous' then sided.previous_as_of_at end as previous_as_of_at,
        sided.what_to_do,
        case
            when not sided.is_supplied then 'no system that is switched on supplies this metric'
            when sided.against = 'previous' and sided.previous_as_of_at is null
                then 'first run: there is no earlier one to compare with'
            when sided.height is null and sided.comparison = 'age' then 'nothing here has an age'
            when sided.height is null then 'no system that is switched on supplies the base'
            when sided.gross_amount < sided.ignore_below then 'below the amount that is ignored'
        end as note
    from sided
    -- One condition: with a second one, DuckDB compares every row with every account.
    left join accounts
        on accounts.account_id
        = case when sided.scope in ('account', 'family') then sided.scope_id end

)

select * from final
