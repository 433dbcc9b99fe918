{#
    The relation of a model that this run has built, or of a seed, if it has the columns asked for.

    Arguments: name, of the model or seed; statuses, from `summary_statuses`; columns, a list of
    names it must have. Returns the relation, or none where it was not built, failed, or lacks a
    column, so that no query of the summary can fail. Errors: none.
#}
{% macro summary_relation(name, statuses, columns=[]) %}
    {% set node = graph.nodes.values()
        | selectattr("name", "equalto", name)
        | selectattr("resource_type", "in", ["model", "seed"])
        | first %}
    {# `dbt run` builds no seeds; what the book says then is what it said before. #}
    {% set otherwise = "success" if node and node.resource_type == "seed" else "not built" %}
    {% if not node or statuses.get(name, otherwise) != "success" %}
        {{ return(none) }}
    {% endif %}
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
