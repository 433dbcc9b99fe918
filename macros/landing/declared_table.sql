{#
    One table of `declared_tables`. Arguments: system, table.
    Inside a unit test dbt hides the source declarations; what the landing step wrote down about them serves there.
    Error: a table that no source declaration names.
#}
{% macro declared_table(system, table) %}
    {% if execute and graph.sources is not defined %}
        {{ return({'system': system, 'name': table, 'columns': noted_columns(system, table)}) }}
    {% endif %}
    {% for declared in declared_tables(system) if declared.name == table %}
        {{ return(declared) }}
    {% endfor %}
    {% if execute %}
        {{ exceptions.raise_compiler_error(
            "declared_table: no table '" ~ table ~ "' in models/staging/" ~ system ~ "/_" ~ system ~ "__sources.yml"
        ) }}
    {% endif %}
{% endmacro %}
