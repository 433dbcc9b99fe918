{#
    An aggregate is the same in two tables, in total or in each group.

    Arguments: expression, an aggregate in SQL; compare_model; compare_expression, where it is
    written differently there; group_by and compare_group_by, lists of columns; row_condition, SQL
    that picks the rows on both sides unless compare_row_condition is given; tolerance;
    tolerance_percent, as a share (0.01 is one per cent). Errors: see `aggregates_that_differ`.
#}
{% test expect_table_aggregation_to_equal_other_table(
    model, expression, compare_model, compare_expression=none, group_by=none,
    compare_group_by=none, row_condition=none, compare_row_condition=none, tolerance=0.0,
    tolerance_percent=none
) %}
    {{ dbt_expectations.aggregates_that_differ(
        model,
        expression,
        compare_model=compare_model,
        compare_expression=compare_expression,
        group_by=group_by,
        compare_group_by=compare_group_by,
        row_condition=row_condition,
        compare_row_condition=compare_row_condition,
        tolerance=tolerance,
        tolerance_percent=tolerance_percent,
    ) }}
{% endtest %}
