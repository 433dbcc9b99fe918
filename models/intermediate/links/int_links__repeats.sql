-- The same sale entered twice: same account, currency, amount and normalised name, closed within
-- seven days, and no order of its own. The survivor has documents, else is the older.
with deals as (

    select
        *,
        {{ normalise_reference('deal_name') }} as name_key
    from {{ ref('int_links__crm_deals') }}
    where is_won and account_id <> 'unassigned'

),

links as (

    select * from {{ ref('int_links__direct_links') }}

),

documents as (

    select * from {{ ref('int_links__documents') }}

),

decisions as (

    select * from {{ ref('exception_decisions') }}

),

documented as (

    select
        links.as_of,
        links.deal_id,
        max(case when documents.document_type = 'order' then 1 else 0 end) as has_order
    from links
    inner join documents
        on links.as_of = documents.as_of
        and links.source_system = documents.source_system
        and links.document_id = documents.document_id
    where links.candidates = 1
    group by links.as_of, links.deal_id

),

ranked as (

    select
        deals.*,
        coalesce(documented.has_order, 0) as has_order,
        row_number() over (
            partition by
                deals.as_of, deals.account_id, deals.currency, deals.booked_amount,
                deals.name_key
            order by
                coalesce(documented.has_order, -1) desc, deals.record_created_at,
                deals.close_date, deals.source_deal_id
        ) as seniority
    from deals
    left join documented
        on deals.as_of = documented.as_of
        and deals.deal_id = documented.deal_id

),

pairs as (

    select
        repeats.as_of,
        repeats.deal_id,
        originals.deal_id as original_deal_id,
        originals.source_deal_id as original_source_deal_id,
        row_number() over (
            partition by repeats.as_of, repeats.deal_id order by originals.seniority
        ) as choice
    from ranked as repeats
    inner join ranked as originals
        on repeats.as_of = originals.as_of
        and repeats.account_id = originals.account_id
        and repeats.currency = originals.currency
        and repeats.booked_amount = originals.booked_amount
        and repeats.name_key = originals.name_key
        and repeats.seniority > originals.seniority
        and abs({{ dbt.datediff('originals.close_date', 'repeats.close_date', 'day') }}) <= 7
    left join decisions
        on decisions.rule = 'duplicate_booking'
        and decisions.decision = 'not_a_repeat'
        and repeats.source_deal_id = decisions.scope
        and (decisions.decided_on is null or repeats.as_of_date >= decisions.decided_on)
        and (decisions.expires_on is null or repeats.as_of_date <= decisions.expires_on)
    where repeats.has_order = 0 and decisions.rule is null

),

-- A repeat of a repeat belongs to the first of the chain: each jump doubles the distance covered.
jump_0 as (

    select as_of, deal_id, original_deal_id from pairs
    where choice = 1

),
{% for jump in range(1, 5) %}
jump_{{ jump }} as (

    select
        repeats.as_of,
        repeats.deal_id,
        coalesce(originals.original_deal_id, repeats.original_deal_id) as original_deal_id
    from jump_{{ jump - 1 }} as repeats
    left join jump_{{ jump - 1 }} as originals
        on repeats.as_of = originals.as_of
        and repeats.original_deal_id = originals.deal_id

),
{% endfor %}
final as (

    select
        as_of,
        deal_id,
        original_deal_id as duplicate_of_deal_id
    from jump_4

)

select * from final
