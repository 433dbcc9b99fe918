{#
    Loads one table, inside the transaction of `land_extracts`, and remembers what it did. A Parquet file is read where it lies,
    through a view: it is stored by columns already, and a copy as text would only be written to be read once. CSV and Excel
    become tables, because reading them finds lines that no table could hold.
    Argument: plan (of `landing_plan`). Returns problems that only reading the whole file can show (it is not UTF-8).
    `_row_number` counts the rows that could be read, in the file's order.
#}
{% macro land_table(plan) %}
    {% set table, file = plan.table, plan.extract.file %}
    {% set problems = [] %}
    {% set system_name, table_name = sql_text(table.system), sql_text(table.name) %}
    {% set file_name = sql_text(table.system ~ '/' ~ file.name) if file else 'cast(null as varchar)' %}
    {% set relation = adapter.quote(table.schema) ~ '.' ~ adapter.quote(table.identifier) %}
    {% set selected = [] %}
    {% for column in plan.columns %}
        {% set filled = [] %}
        {% for expression in column.expressions %}
            {% do filled.append(("nullif(" ~ expression ~ ", '')") if column.expressions | length > 1 else expression) %}
        {% endfor %}
        {% set value = 'cast(null as varchar)' if not filled
            else (filled[0] if filled | length == 1 else 'coalesce(' ~ filled | join(', ') ~ ')') %}
        {% do selected.append(value ~ ' as ' ~ adapter.quote(column.name)) %}
    {% endfor %}
    {# A window reads the file in its order, on one thread; Parquet counts its rows by itself. #}
    {% set kind = 'view' if file and file.kind == 'parquet' else 'table' %}
    {% set row_number = 'file_row_number + 1' if kind == 'view' else 'row_number() over ()' %}
    {% do run_query('set preserve_insertion_order = true') %}
    {% do selected.append('cast(' ~ row_number ~ ' as bigint) as _row_number') %}
    {% do selected.append(file_name ~ ' as _file') %}
    {% if not file %}
        {% set origin = '(select 1 as nothing where 1 = 0) as file_rows' %}
    {% elif file.kind == 'csv' %}
        {% set csv_path = even_line_ends(file) %}
        {% if csv_path is none %}
            {{ return(["system " ~ table.system ~ ", table " ~ table.name ~ ": " ~ file.path
                ~ " is not UTF-8. Save or export it as UTF-8."]) }}
        {% endif %}
        {% set origin = read_csv_call(csv_path, plan.width) ~ ' as file_rows' %}
    {% else %}
        {% set origin = read_typed_call(file) ~ ' as file_rows' %}
    {% endif %}

    {% do run_query('drop table if exists landing_rejects') %}
    {% do run_query('drop table if exists landing_scans') %}
    {% do drop_landed(table, except=kind) %}
    {% do run_query('create or replace ' ~ kind ~ ' ' ~ relation ~ ' as select ' ~ selected | join(', ') ~ ' from ' ~ origin) %}
    {% if csv_path %}{% do forget_even_copy(csv_path) %}{% endif %}
    {% for remembered in ('landed_files', 'landed_columns', 'rejected_rows') %}
        {% do run_query(
            'delete from raw.' ~ remembered ~ ' where system = ' ~ system_name ~ ' and table_name = ' ~ table_name
        ) %}
    {% endfor %}
    {% do run_query(
        'insert into raw.landed_files select ' ~ system_name ~ ', ' ~ table_name ~ ', ' ~ file_name ~ ', '
        ~ sql_text(plan.extract.fingerprint) ~ ', count(*) from ' ~ relation
    ) %}
    {% set presence = [] %}
    {% for column in plan.columns %}
        {% set declared = table.columns[loop.index0] %}
        {% do presence.append('(' ~ [
            system_name, table_name, sql_text(column.name), loop.index, sql_text(declared.data_type),
            declared.is_required, declared.is_key, declared.is_history, column.expressions | length > 0,
        ] | join(', ') ~ ')') %}
    {% endfor %}
    {% do run_query('insert into raw.landed_columns values ' ~ presence | join(', ')) %}
    {% if file and file.kind == 'csv' %}
        {# One line may break several rules: it is still one rejected row. #}
        {% do run_query(
            "insert into raw.rejected_rows select " ~ system_name ~ ", " ~ table_name ~ ", " ~ file_name
            ~ ", line, min(trim(csv_line, chr(10) || chr(13))), min(error_type || ': ' || error_message)"
            ~ " from landing_rejects group by line"
        ) %}
        {% for row in run_query("select min(line) from landing_rejects where error_type = 'INVALID ENCODING'").rows
            if row[0] is not none %}
            {% do problems.append(
                "system " ~ table.system ~ ", table " ~ table.name ~ ": " ~ file.path ~ " is not UTF-8 (line " ~ row[0]
                ~ "). Save or export it as UTF-8."
            ) %}
        {% endfor %}
    {% endif %}
    {{ return(problems) }}
{% endmacro %}
