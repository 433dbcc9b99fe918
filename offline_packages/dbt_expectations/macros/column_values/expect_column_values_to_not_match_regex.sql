{#
    The pattern is found in no text. Anchor it (^ and $) to judge the whole text. A null passes.

    Arguments: regex; row_condition, SQL that picks the rows; is_raw, use the warehouse's raw
    literal; flags, the warehouse's own letters. Errors: see `pattern_found`.
#}
{% test expect_column_values_to_not_match_regex(
    model, column_name, regex, row_condition=none, is_raw=false, flags=""
) %}
    {{ dbt_expectations.rows_where_false(
        model,
        "not " ~ dbt_expectations.pattern_found(column_name, regex, is_raw, flags),
        row_condition=row_condition,
    ) }}
{% endtest %}
