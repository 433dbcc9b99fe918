{#
    The table function of a Parquet or Excel file. Argument: file (of `extract_files`).
    Error: an .xlsx where DuckDB's excel extension is not installed.
#}
{% macro read_typed_call(file) %}
    {% if file.kind == 'parquet' %}
        {{ return("read_parquet(" ~ sql_text(file.path) ~ ", file_row_number = true)") }}
    {% endif %}
    {% set extension = run_query(
        "select installed, loaded from duckdb_extensions() where extension_name = 'excel'"
    ).rows %}
    {% if not extension or not (extension[0][0] or extension[0][1]) %}
        {{ exceptions.raise_compiler_error(
            file.path ~ " is an Excel file, and DuckDB's excel extension is not installed here. "
            ~ "Save the sheet as CSV (UTF-8) beside it and delete the .xlsx, or install the extension."
        ) }}
    {% endif %}
    {% do run_query("load excel") %}
    {{ return("read_xlsx(" ~ sql_text(file.path) ~ ", header = true, all_varchar = true)") }}
{% endmacro %}
