-- Thresholds that do not hold, in words, with owner, remedy and the records behind each.
with scorecard as (

    select * from {{ ref('drift_scorecard') }}
    where status in ('warn', 'fail')

),

named as (

    select * from {{ ref('chk_drift__records') }}

),

owners as (

    select * from {{ ref('owners') }}

),

people as (

    select
        person_name,
        min(email) as email
    from {{ ref('people') }}
    group by person_name

),

final as (

    select
        scorecard.threshold_id,
        scorecard.scope,
        scorecard.scope_type,
        scorecard.scope_id,
        scorecard.scope_name,
        scorecard.metric,
        scorecard.status,
        scorecard.value,
        scorecard.unit,
        scorecard.against,
        scorecard.previous_value,
        scorecard.warn_at,
        scorecard.fail_at,
        scorecard.owner,
        coalesce(owners.name, scorecard.owner) as owner_name,
        coalesce(owners.contact, people.email) as contact,
        cast(coalesce(named.records, 0) as bigint) as records,
        named.top_deals,
        scorecard.what_to_do,
        scorecard.as_of_at,
        scorecard.threshold_id || ' ' || scorecard.status || 's'
        || case when scorecard.scope_type = 'total' then '' else ' for ' || scorecard.scope_name end
        || ': ' || cast(scorecard.value as varchar) || ' ' || scorecard.unit
        || case when scorecard.against = 'previous' then ' since the previous run' else '' end
        || ', warns at ' || coalesce(cast(scorecard.warn_at as varchar), 'nothing')
        || ', fails at ' || coalesce(cast(scorecard.fail_at as varchar), 'nothing')
        || '. ' || coalesce(owners.name, scorecard.owner) || ': ' || scorecard.what_to_do
        || coalesce('. Behind it: ' || named.top_deals, '') as message
    from scorecard
    left join named
        on scorecard.threshold_id = named.threshold_id
        and scorecard.scope = named.scope
    left join owners
        on scorecard.owner = owners.owner
    left join people
        on scorecard.owner = people.person_name

)

select * from final
