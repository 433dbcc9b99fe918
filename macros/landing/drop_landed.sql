{#
    Drops what an earlier run landed for a table where it is of the other kind: a table cannot replace a view, nor a view a table.
    Arguments: table (of `declared_tables`), except (`view` or `table`, the kind that stays).
#}
{% macro drop_landed(table, except) %}
    {% set relation = adapter.quote(table.schema) ~ '.' ~ adapter.quote(table.identifier) %}
    {% set landed = run_query(
        "select case table_type when 'VIEW' then 'view' else 'table' end from information_schema.tables"
        ~ " where table_catalog = current_database() and table_schema = " ~ sql_text(table.schema)
        ~ " and table_name = " ~ sql_text(table.identifier)
    ).columns[0].values() %}
    {% for kind in landed if kind != except %}
        {% do run_query('drop ' ~ kind ~ ' ' ~ relation) %}
    {% endfor %}
{% endmacro %}
