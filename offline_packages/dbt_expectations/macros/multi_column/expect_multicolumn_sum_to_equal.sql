{#
    The sums of some columns add up to a total, over the table or in each group. A column whose
    sum is null makes the total null, and that passes.

    Arguments: column_list; sum_total, a number, or a column whose sum is the total; group_by, list
    of columns; row_condition, SQL that picks the rows. Errors: none of its own.
#}
{% test expect_multicolumn_sum_to_equal(
    model, column_list, sum_total, group_by=none, row_condition=none
) %}
    {%- set sums = [] -%}
    {%- for column in column_list -%}
        {%- do sums.append("sum(" ~ column ~ ")") -%}
    {%- endfor -%}
    {%- set total = sum_total if sum_total is number else "sum(" ~ sum_total ~ ")" -%}
    {{ dbt_expectations.rows_where_false(
        model, (sums | join(" + ")) ~ " = " ~ total, group_by, row_condition
    ) }}
{% endtest %}
