-- Groups of accounts whose contract balance (deferred less unbilled) in the ledger (by the customer
-- on each ledger line) differs from what the bridge defers for them: a revenue plan that releases
-- somebody else's invoice shows here. Within a group the two may differ by right: the plan of an
-- order posts on the company that ordered, the bridge on the company that was billed. Manual
-- journals stand outside; the bridge shows them on a line of their own. So do journals that open
-- the history: that is where the bridge has its balance from.
with postings as (

    select * from {{ ref('int_controls__ledger_postings') }}
    where
        account_kind in ('deferred', 'unbilled')
        and is_month_over and is_covered and not is_manual and not is_opening

),

billings as (

    select * from {{ ref('int_events__billings') }}
    where as_of = 'latest' and posting_kind = 'deferred' and line_kind = 'item'

),

recognitions as (

    select * from {{ ref('int_events__recognitions') }}
    where as_of = 'latest' and not is_manual and document_type = 'journal'

),

as_ofs as (

    select * from {{ ref('int_time__as_ofs') }}
    where as_of = 'latest'

),

movements as (

    select
        source_system, ultimate_parent_id, -base_amount as ledger_amount, 0 as bridge_amount
    from postings

    union all

    select billings.source_system, billings.ultimate_parent_id, 0, billings.base_amount
    from billings
    inner join as_ofs
        on billings.event_date < {{ month_of(add_days('as_ofs.as_of_date', 1)) }}

    union all

    select
        recognitions.source_system, recognitions.ultimate_parent_id, 0, -recognitions.base_amount
    from recognitions
    inner join as_ofs
        on recognitions.event_date < {{ month_of(add_days('as_ofs.as_of_date', 1)) }}

),

balances as (

    select
        source_system,
        ultimate_parent_id,
        cast(sum(ledger_amount) as decimal(18, 2)) as ledger_amount,
        cast(sum(bridge_amount) as decimal(18, 2)) as bridge_amount
    from movements
    group by source_system, ultimate_parent_id

),

final as (

    select
        'control_differs' as rule,
        'invoiced_to_recognised' as step,
        'account' as entity,
        source_system,
        ultimate_parent_id as source_record_id,
        cast(null as varchar) as deal_id,
        ultimate_parent_id as account_id,
        'unassigned' as owner_name,
        ledger_amount - bridge_amount as amount_reporting,
        cast(null as date) as since_date,
        'contract balance: the ledger has ' || cast(ledger_amount as varchar) || ', the bridge '
        || cast(bridge_amount as varchar) || ' (books'' own currency)' as detail
    from balances
    where ledger_amount <> bridge_amount and {{ controls_apply() }}

)

select * from final
