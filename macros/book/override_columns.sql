{#
    What the rules about account_overrides read besides its cells: record_key and other_record_key, the two records as they are
    compared, and held_until, the last day on which an earlier row still says the same of the two, either way round.
    Arguments: none. Returns a dictionary, name -> SQL on a row of the seed, called book. Errors: none.
#}
{% macro override_columns() %}
    {% set first = "book.source_system || ':' || " ~ comparable_id("book.source_account_id") %}
    {% set second = "book.other_source_system || ':' || " ~ comparable_id("book.other_source_account_id") %}
    {% set turned = "book.decision <> 'parent' and " ~ first ~ " > " ~ second %}
    {{ return({
        "record_key": first,
        "other_record_key": second,
        "held_until": "max(coalesce(book.expires_on, date '9999-12-31')) over (partition by book.decision, case when "
            ~ turned ~ " then " ~ second ~ " else " ~ first ~ " end, case when " ~ turned ~ " then " ~ first ~ " else "
            ~ second ~ " end order by book.decided_on, book.expires_on, book.why, book.who, book.approved_by,"
            ~ " book.source_system, book.source_account_id rows between unbounded preceding and 1 preceding)",
    }) }}
{% endmacro %}
