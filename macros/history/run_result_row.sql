{#
    One row of history.run_results as SQL. Arguments: node of dbt's graph, status, failures (number or none), message (text or
    none; its first 1,000 characters are kept). Errors: none.
#}
{% macro run_result_row(node, status, failures, message) %}
    {% set texts = [
        invocation_id, node.unique_id, node.resource_type, node.name, node.schema, node.alias,
        node.tags | sort | join(","), status,
    ] %}
    {% set cells = [] %}
    {% for text in texts %}
        {% do cells.append(sql_text(text | string)) %}
    {% endfor %}
    {% do cells.append("null" if failures is none else failures | string) %}
    {% do cells.append(sql_text((message or "") | string | truncate(1000, true, ""))) %}
    {{ return("(" ~ cells | join(", ") ~ ")") }}
{% endmacro %}
