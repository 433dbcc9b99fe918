{#
    How each model and seed of this run ended: name -> `success`, `error`, `skipped`.
    Argument: results, dbt's list of results in on-run-end. Errors: none.
#}
{% macro summary_statuses(results) %}
    {% set statuses = {} %}
    {% for result in results if result.node.resource_type in ("model", "seed") %}
        {% do statuses.update({result.node.name: result.status | string}) %}
    {% endfor %}
    {{ return(statuses) }}
{% endmacro %}
