{#
    No value occurs twice; nulls do not count. Returns one row for each repeated value.

    Arguments: row_condition, SQL that picks the rows. Errors: none of its own.
#}
{% test expect_column_values_to_be_unique(model, column_name, row_condition=none) %}
    {{ dbt_expectations.repeated_combinations(
        model, [column_name], "all_values_are_missing", row_condition
    ) }}
{% endtest %}
