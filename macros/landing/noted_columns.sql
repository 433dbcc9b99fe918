{#
    The declared columns of a table as the landing step noted them in `raw.landed_columns`, in the shape of `declared_tables`.
    Arguments: system, table.
#}
{% macro noted_columns(system, table) %}
    {% set columns = [] %}
    {% set query %}
        select column_name, data_type, is_required, is_key, is_history
        from raw.landed_columns
        where system = {{ sql_text(system) }} and table_name = {{ sql_text(table) }}
        order by position
    {% endset %}
    {% for row in run_query(query).rows %}
        {% do columns.append({
            'name': row[0], 'description': '', 'data_type': row[1], 'is_required': row[2], 'is_key': row[3], 'is_history': row[4],
        }) %}
    {% endfor %}
    {{ return(columns) }}
{% endmacro %}
