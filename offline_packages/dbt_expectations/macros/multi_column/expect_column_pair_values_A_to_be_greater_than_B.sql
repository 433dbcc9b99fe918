{#
    In every row the one column is greater than the other. A null on either side passes.

    Arguments: column_A, column_B; or_equal, true to allow equality; row_condition, SQL that picks
    the rows. Errors: none of its own.
#}
{% test expect_column_pair_values_A_to_be_greater_than_B(
    model, column_A, column_B, or_equal=false, row_condition=none
) %}
    {{ dbt_expectations.rows_where_false(
        model,
        column_A ~ (" >= " if or_equal else " > ") ~ column_B,
        row_condition=row_condition,
    ) }}
{% endtest %}
