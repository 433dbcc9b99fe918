{#
    What a row of account_overrides must be beyond its single cells: about two records that the extracts hold, said once at a time,
    approved by somebody else. A decision that begins after the as-of may be about a record that is not known yet.
    Arguments: none. Returns rules as in `book_tables`. Errors: none.
#}
{% macro override_rules() %}
    {% set today = "(select as_of_date from " ~ ref("int_time__as_ofs") ~ " where as_of = 'latest')" %}
    {% set rules = [
        ["other_source_account_id", "book.record_key = book.other_record_key",
            "'is the first record again: name the one that it is compared with'"],
        ["decided_on", "book.decided_on <= book.held_until",
            "'repeats a decision about the same two records that still holds: delete one of the rows, or let the older expire'"],
        ["expires_on", "book.expires_on < book.decided_on", "'is before decided_on'"],
        ["approved_by", "lower(trim(book.approved_by)) = lower(trim(book.who))",
            "'decided it: somebody else has to approve'"],
    ] %}
    {% for side in ["", "other_"] %}
        {% do rules.append([
            side ~ "source_account_id",
            "book." ~ side ~ "source_system in (" ~ quoted_list(var("systems")) ~ ") and book.decided_on <= " ~ today
                ~ " and book." ~ side ~ "record_key not in (select record_key from " ~ ref("int_accounts__records_held") ~ ")",
            "'is no account record of ' || book." ~ side ~ "source_system || ': correct the id or delete the row'",
        ]) %}
    {% endfor %}
    {{ return(rules) }}
{% endmacro %}
