{#
    The sum of a column, or of each group, lies between two bounds. No rows, no sum: that passes.

    Arguments: min_value, max_value; group_by, list of columns; row_condition, SQL that picks the
    rows; strictly, true when the bounds themselves are outside. Errors: stops without any bound.
#}
{% test expect_column_sum_to_be_between(
    model, column_name, min_value=none, max_value=none, group_by=none, row_condition=none,
    strictly=false
) %}
    {{ dbt_expectations.rows_where_false(
        model,
        dbt_expectations.within_bounds(
            "sum(" ~ column_name ~ ")", min_value, max_value, strictly
        ),
        group_by,
        row_condition,
    ) }}
{% endtest %}
