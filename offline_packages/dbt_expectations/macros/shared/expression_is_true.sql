{#
    Rows (or groups) for which an expression is false. A null is not false, so it is not returned.

    Arguments: model; expression, SQL of one row or an aggregate; test_condition, what the
    expression must satisfy; group_by_columns, list of columns for an aggregate; row_condition, SQL
    that picks the rows. Errors: none of its own.
#}
{% test expression_is_true(
    model, expression, test_condition="= true", group_by_columns=none, row_condition=none
) %}
    {{ dbt_expectations.rows_where_false(
        model, "(" ~ expression ~ ") " ~ test_condition, group_by_columns, row_condition
    ) }}
{% endtest %}
