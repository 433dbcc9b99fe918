{#
    The number of rows, of the table or of each group, lies between two bounds.

    Arguments: min_value, max_value; group_by, list of columns; row_condition, SQL that picks the
    rows; strictly, true when the bounds themselves are outside. Errors: stops without any bound.
#}
{% test expect_table_row_count_to_be_between(
    model, min_value=none, max_value=none, group_by=none, row_condition=none, strictly=false
) %}
    {{ dbt_expectations.rows_where_false(
        model,
        dbt_expectations.within_bounds("count(*)", min_value, max_value, strictly),
        group_by,
        row_condition,
    ) }}
{% endtest %}
