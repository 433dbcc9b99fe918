with
customers as (
    select * from {{ ref('base_netsuite__customer') }}
    where quarantine_rule is null and coalesce(is_current, true)
),

addresses as (
    select * from {{ ref('base_netsuite__entityaddress') }}
    where quarantine_rule is null
),

final as (
    select
        'netsuite' as source_system,
        customers.id as source_account_id,
        customers.entityid as account_number,
        coalesce(
            customers.companyname,
            customers.altname,
            nullif(
                trim(coalesce(customers.firstname, '') || ' ' || coalesce(customers.lastname, '')),
                ''
            ),
            customers.entityid
        ) as account_name,
        customers.parent as parent_source_account_id,
        -- NetSuite deletes the customer that a merge loses, so nothing points to a survivor.
        cast(null as varchar) as surviving_source_account_id,
        customers.custentity_salesforce_account_id as counterpart_ref,
        customers.custentity_tax_id as tax_id,
        customers.url as website,
        customers.email,
        customers.phone,
        addresses.country,
        addresses.zip as postal_code,
        addresses.city,
        nullif(
            trim(coalesce(addresses.addr1, '') || ' ' || coalesce(addresses.addr2, '')),
            ''
        ) as street,
        customers.salesrep as owner_ref,
        customers.custentity_tieout_account_id as master_account_ref,
        customers.datecreated as record_created_at,
        coalesce(customers.lastmodifieddate, customers.datecreated) as record_changed_at,
        {{ is_removed('customers._fivetran_deleted', 'customers') }} as is_deleted,
        coalesce(customers.datecreated, {{ always_known() }}) as known_from,
        case
            when {{ is_removed('customers._fivetran_deleted', 'customers') }}
                then coalesce(
                        customers.date_deleted,
                        {{ removed_at('customers') }},
                        customers.lastmodifieddate
                    )
        end as known_to
    from customers
    left join addresses
        on customers.defaultbillingaddress = addresses.nkey
)

select * from final
