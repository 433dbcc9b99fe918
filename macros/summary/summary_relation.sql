{#
    The relation of a model or seed that this run has built and that has the columns asked for.

    Arguments: name, of the model or seed; statuses, from `summary_statuses`; columns, a list of
    names it must have. Returns the relation, or none where it was not built, failed, or lacks a
    column, so that no query of the summary can fail. Errors: none.
#}
{% macro summary_relation(name, statuses, columns=[]) %}
    {% if statuses.get(name) != "success" %}
        {{ return(none) }}
    {% endif %}
    {% set node = graph.nodes.values()
        | selectattr("name", "equalto", name)
        | selectattr("resource_type", "in", ["model", "seed"])
        | first %}
    {% set relation = adapter.get_relation(node.database, node.schema, node.alias) %}
    {% if relation is none %}
        {{ return(none) }}
    {% endif %}
    {% set present = [] %}
    {% for column in adapter.get_columns_in_relation(relation) %}
        {% do present.append(column.name | lower) %}
    {% endfor %}
    {% if columns | reject("in", present) | list %}
        {{ return(none) }}
    {% endif %}
    {{ return(relation) }}
{% endmacro %}
