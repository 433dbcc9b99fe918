{#
    No combination of the columns occurs twice. Returns one row for each repeated combination.

    Arguments: column_list; quote_columns, true to quote the names; ignore_row_if, which rows do not
    count: `all_values_are_missing` or `any_value_is_missing`; row_condition, SQL that picks the
    rows. Errors: stops when the list is empty or ignore_row_if is something else.
#}
{% test expect_compound_columns_to_be_unique(
    model, column_list, quote_columns=false, ignore_row_if="all_values_are_missing",
    row_condition=none
) %}
    {%- set columns = [] -%}
    {%- for column in column_list -%}
        {%- do columns.append(adapter.quote(column) if quote_columns else column) -%}
    {%- endfor -%}
    {{ dbt_expectations.repeated_combinations(model, columns, ignore_row_if, row_condition) }}
{% endtest %}
