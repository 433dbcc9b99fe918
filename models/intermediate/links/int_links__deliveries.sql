-- When the work of a deal was live: once every project of it that is not cancelled is live. A deal
-- without such a project is not live. A repeat's projects belong to its survivor.
with projects as (

    select * from {{ known(ref('int_conformed__projects')) }} as projects

),

deals as (

    select * from {{ ref('int_links__crm_deals') }}

),

repeats as (

    select * from {{ ref('int_links__repeats') }}

),

open_projects as (

    select
        projects.as_of,
        coalesce(repeats.duplicate_of_deal_id, deals.deal_id) as deal_id,
        case
            when projects.status = 'live'
                then coalesce(projects.live_date, {{ reporting_date('projects.known_from') }})
        end as live_date
    from projects
    inner join deals
        on projects.as_of = deals.as_of
        and {{ comparable_id('projects.deal_ref') }} = deals.deal_key
    left join repeats
        on deals.as_of = repeats.as_of
        and deals.deal_id = repeats.deal_id
    where coalesce(projects.status, '') <> 'cancelled'

),

final as (

    select
        as_of,
        deal_id,
        case when count(live_date) = count(*) then max(live_date) end as live_date
    from open_projects
    group by as_of, deal_id

)

select * from final
