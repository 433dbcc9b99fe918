{#
    Replaces dbt's materialization of this name on DuckDB: how a unit test runs. dbt makes an empty temporary table of the
    model to learn its columns, and drops it again; here one `describe` tells them. The query that compares is dbt's own.
#}
{% materialization unit, adapter='duckdb' %}
    {% set expected_rows = config.get('expected_rows') %}
    {% set expected_sql = config.get('expected_sql') %}
    {% set types = described_columns(sql) %}
    {% set quoted = {} %}
    {% for name in types %}{% do quoted.update({name: adapter.quote(name)}) %}{% endfor %}
    {% set compared = [] %}
    {% for name in (expected_rows[0].keys() if expected_rows else types) %}
        {% do compared.append(quoted[name | lower]) %}
    {% endfor %}
    {% if not expected_sql %}
        {% set expected_sql = get_expected_sql(expected_rows, types, quoted) %}
    {% endif %}
    {% call statement('main', fetch_result=True) -%}
        {{ get_unit_test_sql(sql, expected_sql, compared) }}
    {%- endcall %}
    {{ return({'relations': []}) }}
{% endmaterialization %}
