{#
    Every value lies between two bounds, either of which may be left out. A null passes.

    Arguments: min_value, max_value, numbers or SQL; row_condition, SQL that picks the rows;
    strictly, true when the bounds themselves are outside. Errors: stops without any bound.
#}
{% test expect_column_values_to_be_between(
    model, column_name, min_value=none, max_value=none, row_condition=none, strictly=false
) %}
    {{ dbt_expectations.rows_where_false(
        model,
        dbt_expectations.within_bounds(column_name, min_value, max_value, strictly),
        row_condition=row_condition,
    ) }}
{% endtest %}
