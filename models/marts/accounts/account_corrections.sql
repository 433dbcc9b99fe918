{%- set fields = golden_fields() %}
with

records as (
    select * from {{ ref('int_accounts__records_normalised') }}
    where standing = 'live'
),

assigned as (
    select * from {{ ref('int_accounts__records_assigned') }}
),

golden_values as (
    select * from {{ ref('int_accounts__golden_values_chosen') }}
),

records_as_written as (
    select * from {{ ref('int_accounts__records_known') }}
),

checked_fields as (
    select
        lower(trim(field)) as field,
        max(case when required then 1 else 0 end) = 1 as is_required
    from {{ ref('field_sources') }}
    where
        lower(trim(entity)) = 'account'
        and lower(trim(control)) = 'must_agree'
    group by lower(trim(field))
),

-- What is compared of each field: names without their legal form, phone numbers by their last digits.
compared as (
    select
        {%- for field, column in fields.items() %}
        records.{{ column }} as own_{{ field }},
        golden_values.{{ field }} as agreed_{{ field }},
        {%- if field == 'account_name' %}
        records.match_name as own_account_name_key,
        golden_values.match_name as agreed_account_name_key,
        {%- elif field == 'phone' %}
        records.phone as own_phone_key,
        {{ normalise_phone('golden_values.phone') }} as agreed_phone_key,
        {%- else %}
        records.{{ column }} as own_{{ field }}_key,
        golden_values.{{ field }} as agreed_{{ field }}_key,
        {%- endif %}
        {%- endfor %}
        golden_values.account_id,
        records.record_key
    from records
    inner join assigned
        on records.record_key = assigned.record_key
    inner join golden_values
        on assigned.account_id = golden_values.account_id
),

different as (
    {%- for field in fields %}
    {{ 'union all' if not loop.first }}
    select
        compared.account_id,
        compared.record_key,
        '{{ field }}' as field,
        compared.own_{{ field }} as own_value,
        compared.agreed_{{ field }} as agreed_value
    from compared
    inner join checked_fields
        on checked_fields.field = '{{ field }}'
    where
        compared.agreed_{{ field }}_key <> compared.own_{{ field }}_key
        or (
            checked_fields.is_required
            and compared.own_{{ field }}_key is null
            and compared.agreed_{{ field }}_key is not null
        )
    {%- endfor %}
),

-- A value that cannot be read is shown as it was written.
shown as (
    select
        different.account_id,
        records_as_written.source_system,
        records_as_written.source_account_id,
        different.field,
        coalesce(
            different.own_value,
            case different.field
                when 'domain'
                    then coalesce(records_as_written.website, records_as_written.email)
                when 'tax_id' then records_as_written.tax_id
                when 'country' then records_as_written.country
            end
        ) as own_value,
        different.agreed_value
    from different
    inner join records_as_written
        on different.record_key = records_as_written.record_key
),

final as (
    select
        account_id,
        source_system,
        source_account_id,
        field,
        own_value,
        agreed_value,
        field || ': ' || agreed_value || coalesce(', not ' || own_value, ', now empty') as correction
    from shown
)

select * from final
