{#
    The table has all columns of a list; it may have more. Returns one row for each missing one.

    Arguments: column_list; transform, `upper` or `lower`, applied to both sides before they are
    compared. Errors: none of its own.
#}
{% test expect_table_columns_to_contain_set(model, column_list, transform="upper") %}
{%- if execute -%}
    {%- set present = [] -%}
    {%- for column in adapter.get_columns_in_relation(model) -%}
        {%- do present.append(column.name | map(transform) | join) -%}
    {%- endfor -%}
    {%- set wanted = column_list | map(transform) | list -%}
    {%- set missing = wanted | reject("in", present) | list -%}
    {%- for column in missing %}
select cast('{{ column }}' as {{ dbt.type_string() }}) as missing_column
{{ "union all" if not loop.last }}
    {%- else %}
select cast(null as {{ dbt.type_string() }}) as missing_column
from (select 1 as nothing) as none_missing
where nothing = 0
    {%- endfor %}
{%- endif -%}
{% endtest %}
