{#
    The account ids of earlier runs, history.account_ids, as it was before this run: the model of that name reads the ids of
    this run, so no model below it can `ref` it. Before the first run, or where nothing is executed, an empty relation.
    Arguments: none. Returns a relation of the columns of history.account_ids. Errors: none.
#}
{% macro account_history() %}
    {% set kept = none %}
    {% if execute %}
        {% set kept = load_relation(api.Relation.create(
            database=target.database, schema=generate_schema_name('history', none), identifier='account_ids'
        )) %}
    {% endif %}
    {% if kept is not none %}
        {{ return(kept) }}
    {% endif %}
    {{ return(values_relation([], {
        'record_key': 'varchar', 'account_id': 'varchar', 'previous_account_id': 'varchar', 'run_number': 'integer',
        'as_of_at': 'timestamp', 'kind': 'varchar', 'match_method': 'varchar', 'evidence': 'varchar'
    })) }}
{% endmacro %}
