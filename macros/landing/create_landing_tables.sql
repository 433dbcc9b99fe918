{#
    The landing step's own tables on DuckDB: what was landed from which file (so that unchanged files are not read again),
    which declared columns an extract has, and the lines that could not be read.
#}
{% macro create_landing_tables() %}
    {% do run_query("create schema if not exists raw") %}
    {% for schema in declared_tables() | map(attribute='schema') | unique %}
        {% do run_query("create schema if not exists " ~ adapter.quote(schema)) %}
    {% endfor %}
    {% do run_query("
        create table if not exists raw.landed_files (
            system varchar, table_name varchar, file varchar, fingerprint varchar, rows_landed bigint
        )
    ") %}
    {% do run_query("
        create table if not exists raw.landed_columns (
            system varchar, table_name varchar, column_name varchar, position integer, data_type varchar,
            is_required boolean, is_key boolean, is_history boolean, is_present boolean
        )
    ") %}
    {% do run_query("
        create table if not exists raw.rejected_rows (
            system varchar, table_name varchar, file varchar, line_number bigint, line_text varchar, error varchar
        )
    ") %}
{% endmacro %}
