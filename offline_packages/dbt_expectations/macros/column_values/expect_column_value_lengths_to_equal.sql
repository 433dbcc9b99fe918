{#
    Every text has one length. A null passes.

    Arguments: value, the length; row_condition, SQL that picks the rows. Errors: none of its own.
#}
{% test expect_column_value_lengths_to_equal(model, column_name, value, row_condition=none) %}
    {{ dbt_expectations.rows_where_false(
        model, (dbt.length(column_name) | trim) ~ " = " ~ value, row_condition=row_condition
    ) }}
{% endtest %}
