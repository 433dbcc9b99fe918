{#
    The number of rows, of the table or of each group, is a given one.

    Arguments: value; group_by, list of columns; row_condition, SQL that picks the rows.
    Errors: none of its own.
#}
{% test expect_table_row_count_to_equal(model, value, group_by=none, row_condition=none) %}
    {{ dbt_expectations.rows_where_false(
        model, "count(*) = " ~ value, group_by, row_condition
    ) }}
{% endtest %}
