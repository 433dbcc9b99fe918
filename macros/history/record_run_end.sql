{#
    Writes into the warehouse how the run ended: history.run_results has one row per model, seed, snapshot and test of the
    project, with the status of this run or `not run`; then the run's row in history.runs gets its end. Publishing reads
    both: they lie in the same file as the tables that they speak of. An on-run-end hook of dbt_project.yml.
    Argument: results, dbt's list of results. Returns nothing. Errors: none of its own.
#}
{% macro record_run_end(results) %}
    {% if run_is_recorded() %}
        {% set rows = [] %}
        {% set ran = [] %}
        {% for result in results %}
            {% do ran.append(result.node.unique_id) %}
            {% do rows.append(run_result_row(result.node, result.status, result.failures, result.message)) %}
        {% endfor %}
        {% for node in graph.nodes.values()
            if node.resource_type in ("model", "seed", "snapshot", "test") and node.unique_id not in ran %}
            {% do rows.append(run_result_row(node, "not run", none, none)) %}
        {% endfor %}
        {% do run_query("delete from history.run_results") %}
        {% if rows %}
            {% do run_query("insert into history.run_results values " ~ rows | join(", ")) %}
        {% endif %}
        {% do run_query(
            "update history.runs set finished_at = cast('"
            ~ modules.datetime.datetime.now(modules.pytz.utc).strftime("%Y-%m-%d %H:%M:%S.%f")
            ~ "' as timestamp) where invocation_id = '" ~ invocation_id ~ "'"
        ) %}
    {% endif %}
{% endmacro %}
