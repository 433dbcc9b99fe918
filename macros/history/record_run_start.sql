{#
    Writes into the warehouse that a run began: history.runs, one row per run. A run that dies leaves the row without
    `finished_at`, so publishing can tell a whole warehouse from half of one. An on-run-start hook of dbt_project.yml.
    Arguments: none. Returns nothing. Errors: none of its own.
#}
{% macro record_run_start() %}
    {% if run_is_recorded() %}
        {% do run_query("create schema if not exists history") %}
        {% do run_query("
            create table if not exists history.runs (
                invocation_id varchar, command varchar, dbt_version varchar, started_at timestamp, finished_at timestamp
            )
        ") %}
        {% do run_query("
            create table if not exists history.run_results (
                invocation_id varchar, unique_id varchar, resource_type varchar, name varchar, schema_name varchar,
                identifier varchar, tags varchar, status varchar, failures bigint, message varchar
            )
        ") %}
        {% do run_query(
            "insert into history.runs values ('" ~ invocation_id ~ "', '" ~ flags.WHICH
            ~ (" --empty" if flags.EMPTY else "") ~ "', '" ~ dbt_version ~ "', cast('"
            ~ run_started_at.strftime("%Y-%m-%d %H:%M:%S.%f") ~ "' as timestamp), null)"
        ) %}
    {% endif %}
{% endmacro %}
