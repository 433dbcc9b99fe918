{#
    The path from which a CSV file can be read. DuckDB's strict reader takes one kind of line end for the whole file; exports that
    were edited or put together have two (CRLF and LF). Such a file is copied beside the warehouse with LF throughout;
    `forget_even_copy` empties the copy once it is read. Every other file is read where it lies.
    Argument: file (of `find_extract`). A line end inside quotes may make a file look mixed that is not: its copy reads the same.
    Returns none where such a file is not UTF-8, and so cannot be read at all.
#}
{% macro even_line_ends(file) %}
    {# Read so, each CRLF leaves one empty line behind. It is the fastest way to see both kinds without holding the file. #}
    {% set physical_lines %}
        select count(*) - count(c1), count(c1)
        from read_csv(
            {{ sql_text(file.path) }}, auto_detect = false, columns = {'c1': 'VARCHAR'}, delim = '\x01', quote = '',
            escape = '', header = false, new_line = '\n', strict_mode = false, ignore_errors = true
        )
    {% endset %}
    {% set empty_lines, text_lines = run_query(physical_lines).rows[0] %}
    {% if not 0 < empty_lines < text_lines or file.path.endswith('.gz') %}
        {{ return(file.path) }}
    {% endif %}
    {% set is_utf_8 %}
        select try(decode(content)) is not null from read_blob({{ sql_text(file.path) }})
    {% endset %}
    {% if not run_query(is_utf_8).rows[0][0] %}
        {{ return(none) }}
    {% endif %}
    {% do run_query(
        "copy (select encode(replace(decode(content), chr(13) || chr(10), chr(10))) from read_blob("
        ~ sql_text(file.path) ~ ")) to " ~ sql_text(even_copy()) ~ " (format blob)"
    ) %}
    {{ return(even_copy()) }}
{% endmacro %}
