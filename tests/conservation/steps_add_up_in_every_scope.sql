-- from + reasons = to in every month, in both currencies, for each deal, account, owner and family.
{% set scopes = {
    'deal': "coalesce(deal_id, '')",
    'account': 'account_id',
    'owner': 'owner_name',
    'family': 'ultimate_parent_id',
    'total': "''",
} %}
with bridge as (

    select
        *,
        case when line_type = 'to' then -1 else 1 end as sign
    from {{ ref('revenue_bridge') }}

),

sums as (

    {% for scope, scope_id in scopes.items() -%}
    select
        as_of,
        step,
        month,
        currency,
        '{{ scope }}' as scope,
        {{ scope_id }} as scope_id,
        sum(sign * amount) as gap,
        sum(sign * amount_reporting) as gap_reporting
    from bridge
    group by as_of, step, month, currency, {{ scope_id }}
    {{ "union all" if not loop.last }}
    {% endfor %}

)

select * from sums
where gap <> 0 or gap_reporting <> 0
