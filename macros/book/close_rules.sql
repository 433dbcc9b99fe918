{#
    What a row of close_calendar must be: a month, a moment with its offset from UTC, later than the close before it and than
    its own month. Arguments: none. Returns rules as in `book_tables`. Errors: none.
#}
{% macro close_rules() %}
    {% set month = read_month("book.period") %}
    {% set moment = read_timestamp("book.closes_at", var("reporting_timezone")) %}
    {{ return([
        ["period", "book.period is not null and " ~ month ~ " is null", "'is no month like 2026-03'"],
        ["closes_at", "book.closes_at is not null and " ~ moment ~ " is null",
            "'is no moment like 2026-04-05T18:00:00-04:00'"],
        ["closes_at",
            moment ~ " is not null and not " ~ matches_pattern("book.closes_at", "(Z|[+-][0-9]{2}:?[0-9]{2})$"),
            "'has no offset from UTC, like the -04:00 of 2026-04-05T18:00:00-04:00'"],
        ["closes_at", moment ~ " <= book.moment_before", "'is not after the close of the month before'"],
        ["closes_at", moment ~ " < cast(" ~ month ~ " as timestamp)", "'is before its own month'"],
    ]) }}
{% endmacro %}
