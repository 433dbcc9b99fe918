{#
    One rung of the ladder: unites the accounts found so far that share a key of this rung, unless that would break a rule.
    Arguments: rung (its name in the match keys), match_keys (relation: rung, match_key, record_key, is_named), accounts_so_far
    (relation of the rung before: record_key, account_key; none for the first, which begins with each live record as its own account,
    or with those that stewards bind), records (int_accounts__records_normalised), parents (int_accounts__parents_claimed),
    pairs_apart (int_accounts__pairs_apart), bound (int_accounts__records_bound, for the first rung), tax_scope (`system`: two tax numbers
    of one country conflict within one system only, because a reference that names the record is stronger than a typing error; `all`:
    they conflict everywhere).
    Returns a relation in brackets, one row per live record: record_key, account_key, joined_key (the smallest account
    that the keys lead to, taken or not), is_refused.
    Accounts that a steward keeps apart never unite (`groups_apart`). A whole group is refused when it would unite a record with its declared parent, or
    two tax numbers of one country that no account holds together yet.
#}
{% macro join_accounts(
    rung, match_keys, accounts_so_far, records, parents, pairs_apart, bound=none, tax_scope='all'
) %}
{%- set tax_place = 'taxed.country_code'
    ~ (', taxed.source_system' if tax_scope == 'system' else '') -%}
{%- set grouped_place = tax_place | replace('taxed.', '') -%}
(
with

records as (
    select * from {{ records }}
),

parents as (
    select * from {{ parents }}
),

match_keys as (
    select * from {{ match_keys }}
    where rung = '{{ rung }}'
),

accounts_so_far as (
    {%- if accounts_so_far is none %}
    select
        records.record_key,
        coalesce(bound.account_key, records.record_key) as account_key
    from records
    left join {{ bound }} as bound
        on records.record_key = bound.record_key
    where records.standing = 'live'
    {%- else %}
    select * from {{ accounts_so_far }}
    {%- endif %}
),

{{ tieout.groups_apart('match_keys', 'accounts_so_far', pairs_apart) }},

grouped_records as (
    select
        accounts_so_far.record_key,
        accounts_so_far.account_key,
        groups.joined_key
    from accounts_so_far
    inner join groups
        on accounts_so_far.account_key = groups.account_key
),

taxed as (
    select
        grouped_records.joined_key,
        grouped_records.account_key,
        records.country_code,
        records.source_system,
        records.tax_id
    from grouped_records
    inner join records
        on grouped_records.record_key = records.record_key
    where
        records.tax_id is not null
        and records.country_code is not null
),

tax_ids_by_account as (
    select
        taxed.joined_key,
        taxed.account_key,
        {{ tax_place }},
        count(distinct taxed.tax_id) as tax_ids
    from taxed
    group by taxed.joined_key, taxed.account_key, {{ tax_place }}
),

tax_ids_most as (
    select
        joined_key,
        {{ grouped_place }},
        max(tax_ids) as tax_ids
    from tax_ids_by_account
    group by joined_key, {{ grouped_place }}
),

tax_ids_together as (
    select
        taxed.joined_key,
        {{ tax_place }},
        count(distinct taxed.tax_id) as tax_ids
    from taxed
    group by taxed.joined_key, {{ tax_place }}
),

refused_groups as (
    select tax_ids_together.joined_key
    from tax_ids_together
    inner join tax_ids_most
        on tax_ids_together.joined_key = tax_ids_most.joined_key
            and tax_ids_together.country_code = tax_ids_most.country_code
            {%- if tax_scope == 'system' %}
            and tax_ids_together.source_system = tax_ids_most.source_system
            {%- endif %}
    where tax_ids_together.tax_ids > tax_ids_most.tax_ids

    union

    select children.joined_key
    from parents
    inner join grouped_records as children
        on parents.record_key = children.record_key
    inner join grouped_records as elders
        on parents.parent_record_key = elders.record_key
            and children.joined_key = elders.joined_key
    where children.account_key <> elders.account_key
)

select
    accounts_so_far.record_key,
    case
        when refused_groups.joined_key is null
            then coalesce(groups.joined_key, accounts_so_far.account_key)
        else accounts_so_far.account_key
    end as account_key,
    coalesce(groups.joined_key, accounts_so_far.account_key) as joined_key,
    refused_groups.joined_key is not null or withdrawn.account_key is not null as is_refused
from accounts_so_far
left join groups
    on accounts_so_far.account_key = groups.account_key
left join refused_groups
    on groups.joined_key = refused_groups.joined_key
left join withdrawn
    on accounts_so_far.account_key = withdrawn.account_key
)
{% endmacro %}
