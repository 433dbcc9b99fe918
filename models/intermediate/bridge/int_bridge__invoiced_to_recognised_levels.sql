-- invoiced -> recognised: the to-date level of every line. A contract shows a deferred balance or
-- an unbilled one, never both.
with levels as (

    select * from {{ ref('int_bridge__performance_levels') }}

),

split as (

    select
        *,
        delivered > 0 as is_live,
        invoiced - unscheduled - outside_recognised as scheduled,
        case when delivered > 0 then 0 else recognised_milestones end as recognised_early
    from levels

),

compared as (

    select
        *,
        scheduled - (recognised - manual - recognised_early) as unearned
    from split

),

parted as (

    select
        *,
        case when unearned > 0 then unearned else 0 end as deferred,
        case
            when is_live or unearned <= 0 then 0
            when billed_milestones < unearned then billed_milestones
            else unearned
        end as undelivered
    from compared

),

final as (

    select
        as_of,
        deal_id,
        account_id,
        currency,
        month,
        cast(invoiced as decimal(18, 2)) as invoiced,
        cast(recognised as decimal(18, 2)) as recognised,
        cast(undelivered - deferred as decimal(18, 2)) as deferred_revenue,
        cast(-undelivered as decimal(18, 2)) as awaiting_delivery,
        cast(case when unearned < 0 then -unearned else 0 end as decimal(18, 2))
            as unbilled_revenue,
        cast(-outside_recognised as decimal(18, 2)) as outside_recognised_definition,
        cast(-unscheduled as decimal(18, 2)) as no_recognition_schedule,
        cast(recognised_early as decimal(18, 2)) as recognised_before_delivery,
        cast(manual as decimal(18, 2)) as manual_journal,
        invoiced_exact,
        invoiced_reporting,
        recognised_exact,
        recognised_reporting,
        rounded_documents
    from parted

)

select * from final
