-- What thresholds measure, at its finest: the lines of the bridge to date, deal by deal, the open
-- exceptions, the sources, and the bases of shares.
with bridge as (

    select * from {{ ref('revenue_bridge') }}
    where as_of = 'latest' and line_type <> 'to'

),

exceptions as (

    select * from {{ ref('exceptions') }}

),

accounts as (

    select * from {{ ref('accounts') }}

),

source_loads as (

    select * from {{ ref('int_time__source_loads') }}
    where is_present

),

newest as (

    select max(loaded_at) as loaded_at
    from source_loads

),

-- Each currency stands for itself: +5 of one never hides -5 of another.
positions as (

    select
        case when line_type = 'from' then 'base' else 'line' end as kind,
        step,
        case when line_type = 'from' then 'base' else line end as name,
        deal_id,
        account_id,
        ultimate_parent_id,
        owner_name,
        currency,
        cast(null as varchar) as exception_id,
        cast(null as varchar) as source_table,
        cast(null as varchar) as record_label,
        sum(amount_reporting) as amount,
        cast(null as decimal(18, 4)) as age_days
    from bridge
    group by step, line_type, line, deal_id, account_id, ultimate_parent_id, owner_name, currency
    having sum(amount) <> 0 or sum(amount_reporting) <> 0

),

opened as (

    select
        'rule' as kind,
        exceptions.rule as name,
        exceptions.deal_id,
        coalesce(exceptions.account_id, 'unassigned') as account_id,
        coalesce(accounts.ultimate_parent_id, 'unassigned') as ultimate_parent_id,
        exceptions.owner_name,
        exceptions.exception_id,
        exceptions.source_record_id as record_label,
        exceptions.amount_reporting as amount,
        exceptions.age_days,
        exceptions.is_past_sla,
        exceptions.is_rerouted
    from exceptions
    left join accounts
        on exceptions.account_id = accounts.account_id

),

read_rows as (

    select
        source_loads.source_system || '.' || source_loads.source_table as source_table,
        source_loads.rows_in,
        source_loads.rows_quarantined,
        cast(
            {{ dbt.datediff('source_loads.loaded_at', 'newest.loaded_at', 'minute') }} / 1440.0
            as decimal(18, 4)
        ) as age_days
    from source_loads
    cross join newest

),

final as (

    select * from positions
    {%- for kind, name, condition in [
        ('rule', 'name', 'true'), ('exceptions', "'open'", 'true'),
        ('exceptions', "'past_sla'", 'is_past_sla'), ('exceptions', "'rerouted'", 'is_rerouted'),
    ] %}
    union all
    select
        '{{ kind }}', 'any', {{ name }}, deal_id, account_id, ultimate_parent_id, owner_name,
        null, exception_id, null, record_label, amount, age_days
    from opened
    where {{ condition }}
    {%- endfor %}
    {%- for kind, step, name, amount, age in [
        ('source', 'any', 'quarantined_rows', 'rows_quarantined', 'null'),
        ('source', 'any', 'age', 'null', 'age_days'),
        ('base', 'rows', 'base', 'rows_in', 'null'),
    ] %}
    union all
    select
        '{{ kind }}', '{{ step }}', '{{ name }}', null, null, null, null, null, null,
        source_table, source_table as record_label, {{ amount }}, {{ age }}
    from read_rows
    {%- endfor %}

)

select * from final
