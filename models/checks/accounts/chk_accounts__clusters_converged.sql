with

match_keys as (
    select * from {{ ref('int_accounts__match_keys_collected') }}
),

rung_results as (
    select
        'steward' as rung,
        record_key,
        false as is_refused
    from {{ ref('int_accounts__records_bound') }}
    union all
    {%- for rung, step in [
        ('native_id', 'native_ids'),
        ('customer_number', 'customer_numbers'),
        ('tax_id', 'tax_ids'),
    ] %}
    select
        '{{ rung }}' as rung,
        record_key,
        is_refused
    from {{ ref('int_accounts__' ~ step ~ '_joined') }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

-- Members of a key that was not refused must have ended in one account.
final as (
    select
        match_keys.rung,
        match_keys.match_key,
        'cluster_not_converged' as rule,
        count(distinct assigned.account_id) as accounts,
        min(assigned.account_id) as account_id,
        max(assigned.account_id) as other_account_id
    from match_keys
    inner join rung_results
        on match_keys.rung = rung_results.rung
        and match_keys.record_key = rung_results.record_key
    inner join assigned
        on match_keys.record_key = assigned.record_key
    group by
        match_keys.rung,
        match_keys.match_key
    having
        count(distinct assigned.account_id) > 1
        and min(case when rung_results.is_refused then 1 else 0 end) = 0
)

select * from final
