{#
    The columns of a relation or of a query on DuckDB, as a dict of lower-case name -> type, in their order.
    One plain query: dbt's `get_columns_in_relation` puts a whole context together each time, ten times as long.
    Argument: described, a relation or the text of a query.
#}
{% macro described_columns(described) %}
    {% set types = {} %}
    {% for row in run_query('select column_name, column_type from (describe ' ~ described ~ ')').rows %}
        {% do types.update({row[0] | lower: row[1]}) %}
    {% endfor %}
    {{ return(types) }}
{% endmacro %}
