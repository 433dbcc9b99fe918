{#
    No row has a value, or no row of the kind that row_condition picks.

    Arguments: row_condition, SQL that picks the rows. Errors: none of its own.
#}
{% test expect_column_values_to_be_null(model, column_name, row_condition=none) %}
    {{ dbt_expectations.rows_where_false(
        model, column_name ~ " is null", row_condition=row_condition
    ) }}
{% endtest %}
