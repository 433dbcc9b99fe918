{#
    What the landing step remembers, as <system>.<table> -> fingerprint of the file landed last. Forgets everything on a full
    refresh, and a table that somebody dropped.
#}
{% macro remembered_files() %}
    {% set remembered = {} %}
    {% if not flags.FULL_REFRESH %}
        {% set query %}
            select
                landed_files.system || '.' || landed_files.table_name,
                landed_files.fingerprint,
                tables.table_schema || '.' || tables.table_name as relation,
            from raw.landed_files as landed_files
            inner join information_schema.tables as tables
                on tables.table_name = landed_files.system || '__' || landed_files.table_name
        {% endset %}
        {% set schemas = {} %}
        {% for table in declared_tables() %}
            {% do schemas.update({table.system ~ '.' ~ table.name: table.schema ~ '.' ~ table.identifier}) %}
        {% endfor %}
        {% for row in run_query(query).rows if schemas.get(row[0]) == row[2] %}
            {% do remembered.update({row[0]: row[1]}) %}
        {% endfor %}
    {% endif %}
    {{ return(remembered) }}
{% endmacro %}
