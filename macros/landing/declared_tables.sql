{#
    The tables that the project reads, from the source declarations of the systems that are switched on.
    Argument: system (optional) keeps one system only.
    Returns a list, ordered by system and table: system, name, schema, identifier, database, is_required, without_it and
    columns (name, description, data_type or how it is read, is_required, is_key, is_history).
    Needs `graph`, so it returns nothing while dbt parses.
#}
{% macro declared_tables(system=none) %}
    {% set tables = [] %}
    {% if execute and graph.sources is defined %}
        {% for node in graph.sources.values() | sort(attribute='unique_id')
            if node.package_name == 'tieout' and node.source_name in var('systems')
            and (system is none or node.source_name == system) %}
            {% set meta = node.config.meta or {} %}
            {% set columns = [] %}
            {% for column in node.columns.values() %}
                {% set column_meta = (column.config or {}).get('meta') or column.meta or {} %}
                {% do columns.append({
                    'name': column.name,
                    'description': column.description,
                    'data_type': column_meta.get('reads', column.data_type) | lower,
                    'is_required': column_meta.get('required', false),
                    'is_key': column_meta.get('key', false),
                    'is_history': column_meta.get('history', false),
                }) %}
            {% endfor %}
            {% do tables.append({
                'system': node.source_name,
                'name': node.name,
                'database': node.database,
                'schema': node.schema,
                'identifier': node.identifier,
                'is_required': meta.get('required', false),
                'without_it': meta.get('without_it', ''),
                'columns': columns,
            }) %}
        {% endfor %}
    {% endif %}
    {{ return(tables) }}
{% endmacro %}
