{#
    What a row of drift_thresholds must be beyond its single cells: bounds in order, a scope and a comparison that its metric
    has. Arguments: none. Returns rules as in `book_tables`. Errors: none.
#}
{% macro threshold_rules() %}
    {{ return([
        ["fail_at", "book.warn_at is null and book.fail_at is null", "'is empty, and so is warn_at: nothing is guarded'"],
        ["warn_at", "book.direction <> 'below' and book.warn_at > book.fail_at",
            "'lies beyond fail_at, ' || cast(book.fail_at as varchar)"],
        ["warn_at", "book.direction = 'below' and book.warn_at < book.fail_at",
            "'lies below fail_at, ' || cast(book.fail_at as varchar) || ', although direction is below'"],
        ["warn_at", "book.direction = 'either' and book.warn_at < 0", "'is below 0; direction either compares sizes'"],
        ["fail_at", "book.direction = 'either' and book.fail_at < 0", "'is below 0; direction either compares sizes'"],
        ["ignore_below", "book.ignore_below < 0", "'is below 0'"],
        ["scope", "book.metric like 'source.%' and book.scope not in ('total', 'source')",
            "'is not total or source, which metrics of sources have'"],
        ["scope", "book.metric not like 'source.%' and book.scope = 'source'",
            "'is for metrics that begin with source.'"],
        ["comparison", "book.comparison = 'age' and book.metric not like 'rule%' and book.metric not like 'exceptions.%'"
            ~ " and book.metric <> 'source.age'",
            "'is age, which only source.age, rules and exceptions have'"],
        ["comparison", "book.comparison <> 'age' and book.metric = 'source.age'", "'is not age, which source.age has'"],
    ]) }}
{% endmacro %}
