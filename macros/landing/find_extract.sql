{#
    The file that holds a declared table, its fingerprint and what is wrong with it.
    Arguments: table (of `declared_tables`), files (of `extract_files`).
    Returns file (none when there is none and the table is optional), fingerprint, problems.
    The fingerprint also covers the declaration, so a column declared later is read from a file that did not change.
#}
{% macro find_extract(table, files) %}
    {% set problems = [] %}
    {% set found = [] %}
    {% for file in files if file.table_key == plain_name(table.name)
        and (file.kind != 'xlsx' or table.system == 'spreadsheets') %}
        {% do found.append(file) %}
    {% endfor %}
    {% set folder = var('extracts_dir') ~ '/' ~ table.system ~ '/' %}
    {% set where = "system " ~ table.system ~ ", table " ~ table.name ~ ": " %}
    {% if not found and table.is_required %}
        {% do problems.append(missing_source(
            table.system, table.name, none, folder ~ table.name ~ '.csv (or .parquet)'
        )) %}
    {% elif found | length > 1 %}
        {% do problems.append(
            where ~ "several files hold it (" ~ found | map(attribute='path') | join(', ')
            ~ "). Keep the one that is meant, because reading both would count rows twice."
        ) %}
    {% elif found and found[0].size == 0 %}
        {% do problems.append(
            where ~ found[0].path ~ " is empty (0 bytes, not even a header). Export it again, or delete the file"
            ~ (" to leave the optional table out." if not table.is_required else ".")
        ) %}
    {% endif %}
    {% set file = found[0] if found else none %}
    {% set declaration = [] %}
    {% for column in table.columns %}
        {% do declaration.append([column, landed_column_name(table.system, table.name, column.name)]) %}
    {% endfor %}
    {% set content = [file.path, file.size, file.md5 or file.modified_at] if file else ['absent'] %}
    {{ return({
        'file': file,
        'fingerprint': local_md5(tojson([2, declaration, content])),
        'problems': problems,
    }) }}
{% endmacro %}
