{#
    Every value is one of a set. A null is in no set, so it fails; leave it out with row_condition.

    Arguments: value_set, a list; quote_values, true to read the members as text, false as SQL;
    row_condition, SQL that picks the rows. Errors: stops when the set is empty.
#}
{% test expect_column_values_to_be_in_set(
    model, column_name, value_set, quote_values=true, row_condition=none
) %}
with

members as (
    {{ dbt_expectations.set_members(value_set, quote_values) }}
),

candidates as (

    select {{ column_name }} as value
    from {{ model }}
    {%- if row_condition %}
    where {{ row_condition }}
    {%- endif %}

)

select candidates.value
from candidates
where not exists (
    select 1
    from members
    where members.value = candidates.value
)
{% endtest %}
