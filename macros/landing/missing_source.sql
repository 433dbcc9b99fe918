{#
    The sentence about a required table or column that is not there.
    Arguments: system, table, column (none for a whole table), read (the file or relation that was looked at), found (names seen).
#}
{% macro missing_source(system, table, column, read, found=[]) %}
    {% if column is none %}
        {{ return(
            "system " ~ system ~ ", table " ~ table ~ ": missing. Looked for " ~ read
            ~ ". Sync this table and export it there, or take '" ~ system ~ "' out of the var systems."
        ) }}
    {% endif %}
    {% set name = landed_column_name(system, table, column) %}
    {{ return(
        "system " ~ system ~ ", table " ~ table ~ ", column " ~ column
        ~ ((" (as " ~ name ~ ", by the var custom_fields)") if name != column else '')
        ~ ": missing. Read " ~ read ~ ", which has: " ~ (found | join(', ') or 'no columns')
        ~ ". Add the column to the sync, or name the column that holds it in the var custom_fields."
    ) }}
{% endmacro %}
