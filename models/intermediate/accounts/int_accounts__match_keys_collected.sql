with

records as (
    select * from {{ ref('int_accounts__records_normalised') }}
),

references_resolved as (
    select * from {{ ref('int_accounts__references_resolved') }}
),

overrides as (
    select * from {{ ref('int_accounts__overrides_read') }}
    where decision = 'same'
),

bound as (
    select * from {{ ref('int_accounts__records_bound') }}
),

live_records as (
    select * from records
    where standing = 'live'
),

-- A reference that a merged record held speaks for its survivor.
referring as (
    select
        references_resolved.rung,
        references_resolved.target_record_key,
        references_resolved.reference,
        records.holder_record_key
    from references_resolved
    inner join records
        on references_resolved.record_key = records.record_key
    inner join live_records
        on records.holder_record_key = live_records.record_key
    where references_resolved.outcome = 'names_live_record'
),

reference_keys as (
    select
        rung,
        target_record_key as match_key,
        holder_record_key as record_key,
        false as is_named,
        'counterpart reference = ' || min(reference) as claim
    from referring
    group by
        rung,
        target_record_key,
        holder_record_key

    union all

    select
        rung,
        target_record_key as match_key,
        target_record_key as record_key,
        true as is_named,
        'counterpart reference = ' || min(reference) as claim
    from referring
    group by
        rung,
        target_record_key
),

-- A record without a country joins the only country that its tax number is known in.
tax_countries as (
    select
        tax_id,
        min(country_code) as only_country_code
    from live_records
    where tax_id is not null
    group by tax_id
    having count(distinct country_code) <= 1
),

tax_keys as (
    select
        'tax_id' as rung,
        live_records.tax_id || '|' || coalesce(
            live_records.country_code,
            tax_countries.only_country_code,
            case when tax_countries.tax_id is null then live_records.record_key end,
            'no country'
        ) as match_key,
        live_records.record_key,
        false as is_named,
        'tax id ' || live_records.tax_id || coalesce(' in ' || live_records.country_code, '')
            as claim
    from live_records
    left join tax_countries
        on live_records.tax_id = tax_countries.tax_id
    where live_records.tax_id is not null
),

-- An account id that came back from the crosswalk says who belongs together.
declared_keys as (
    select
        'native_id' as rung,
        'account ' || declared_account_id as match_key,
        record_key,
        false as is_named,
        'account id ' || declared_account_id as claim
    from live_records
    where declared_account_id is not null
),

-- A decision that waits for its approval is no key.
decisions as (
    select overrides.*
    from overrides
    inner join bound
        on overrides.holder_record_key = bound.record_key
    inner join bound as other_bound
        on overrides.other_holder_record_key = other_bound.record_key
    where
        overrides.holder_record_key <> overrides.other_holder_record_key
        and (not bound.needs_approval or bound.account_key = other_bound.account_key)
),

steward_keys as (
    {%- for holder in ['holder_record_key', 'other_holder_record_key'] %}
    select
        'steward' as rung,
        record_key || ' = ' || other_record_key as match_key,
        {{ holder }} as record_key,
        false as is_named,
        'steward: ' || who || ', ' || cast(decided_on as varchar) || ': ' || why as claim
    from decisions
    {{ 'union all' if loop.first }}
    {%- endfor %}
),

final as (
    select * from steward_keys
    union all
    select * from reference_keys
    union all
    select * from declared_keys
    union all
    select * from tax_keys
)

select * from final
