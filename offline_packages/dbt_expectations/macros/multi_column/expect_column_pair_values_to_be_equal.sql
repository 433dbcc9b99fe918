{#
    In every row two columns are equal. A null on either side passes.

    Arguments: column_A, column_B; row_condition, SQL that picks the rows. Errors: none of its own.
#}
{% test expect_column_pair_values_to_be_equal(model, column_A, column_B, row_condition=none) %}
    {{ dbt_expectations.rows_where_false(
        model, column_A ~ " = " ~ column_B, row_condition=row_condition
    ) }}
{% endtest %}
