{#
    A history of the account master as it was before this run: the model that writes it adds the rows of this run, so no model that it
    is made from can `ref` it. Before the first run, or where nothing is executed, an empty relation.
    Arguments: name (of the model in models/history), columns (name -> type, in order). Returns a relation. Errors: none.
#}
{% macro account_history(name, columns) %}
    {% set kept = none %}
    {% if execute %}
        {% set kept = load_relation(api.Relation.create(
            database=target.database, schema=generate_schema_name('history', none), identifier=name
        )) %}
    {% endif %}
    {{ return(kept if kept is not none else values_relation([], columns)) }}
{% endmacro %}
