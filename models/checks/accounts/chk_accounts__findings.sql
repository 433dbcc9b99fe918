with

conflicting_tax_ids as (
    select * from {{ ref('chk_accounts__conflicting_tax_ids') }}
),

hierarchy_cycles as (
    select * from {{ ref('chk_accounts__hierarchy_cycles') }}
),

refused_matches as (
    select * from {{ ref('chk_accounts__refused_matches') }}
),

override_contradictions as (
    select * from {{ ref('chk_accounts__override_contradictions') }}
),

unresolved_references as (
    select * from {{ ref('chk_accounts__unresolved_references') }}
),

-- One finding an account, however many countries it is in doubt in.
tax_findings as (
    select
        rule,
        account_id,
        cast(null as varchar) as source_system,
        cast(null as varchar) as source_record_id,
        {{ dbt.listagg("country_code || ': ' || detail", "'; '", 'order by country_code') }}
            as detail
    from conflicting_tax_ids
    group by
        rule,
        account_id
),

cycle_findings as (
    select
        rule,
        account_id,
        source_system,
        cast(null as varchar) as source_record_id,
        'parent ' || parent_account_id || ': ' || detail as detail
    from hierarchy_cycles
    where is_dropped
),

-- One finding a key, with every record that carries it: they are to be told apart together.
match_findings as (
    select
        rule,
        cast(null as varchar) as account_id,
        cast(null as varchar) as source_system,
        rung || ' ' || match_key as source_record_id,
        min(detail) || ': '
        || {{ dbt.listagg("record_key", "', '", 'order by record_key') }}
        || ' are not one account' as detail
    from refused_matches
    group by
        rule,
        rung,
        match_key
),

-- One finding with all decisions that have a part in it: one of them is to go.
override_findings as (
    select
        rule,
        cast(null as varchar) as account_id,
        cast(null as varchar) as source_system,
        finding as source_record_id,
        min(detail) || ' ('
        || {{ dbt.listagg(
            "decision || ' ' || record_key || ', ' || other_record_key || ' by ' || who || ' on '"
            ~ " || cast(decided_on as varchar)",
            "'; '",
            'order by decision, record_key, other_record_key'
        ) }} || ')' as detail
    from override_contradictions
    group by
        rule,
        finding
),

reference_findings as (
    select
        rule,
        account_id,
        source_system,
        source_record_id,
        detail
    from unresolved_references
),

united as (
    select * from tax_findings
    union all
    select * from cycle_findings
    union all
    select * from match_findings
    union all
    select * from override_findings
    union all
    select * from reference_findings
),

final as (
    select
        united.rule,
        'account' as entity,
        united.source_system,
        united.source_record_id,
        cast(null as varchar) as deal_id,
        united.account_id,
        'unassigned' as owner_name,
        cast(null as decimal(18, 2)) as amount_reporting,
        cast(null as date) as since_date,
        united.detail
    from united
)

select * from final
