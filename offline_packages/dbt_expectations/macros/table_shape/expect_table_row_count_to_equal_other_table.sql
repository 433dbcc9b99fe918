{#
    Two tables have the same number of rows, in total or in each group.

    Arguments: compare_model; group_by and compare_group_by, lists of columns; factor, the other
    table's count is multiplied by it first; row_condition, SQL that picks the rows on both sides
    unless compare_row_condition is given. Errors: see `aggregates_that_differ`.
#}
{% test expect_table_row_count_to_equal_other_table(
    model, compare_model, group_by=none, compare_group_by=none, factor=1, row_condition=none,
    compare_row_condition=none
) %}
    {{ dbt_expectations.aggregates_that_differ(
        model,
        "count(*)",
        compare_model=compare_model,
        compare_expression="count(*) * " ~ factor,
        group_by=group_by,
        compare_group_by=compare_group_by,
        row_condition=row_condition,
        compare_row_condition=compare_row_condition,
    ) }}
{% endtest %}
