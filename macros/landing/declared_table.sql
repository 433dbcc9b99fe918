{#
    One table of `declared_tables`. Arguments: system, table.
    Error: a table that no source declaration names.
#}
{% macro declared_table(system, table) %}
    {% for declared in declared_tables(system) if declared.name == table %}
        {{ return(declared) }}
    {% endfor %}
    {% if execute %}
        {{ exceptions.raise_compiler_error(
            "declared_table: no table '" ~ table ~ "' in models/staging/" ~ system ~ "/_" ~ system ~ "__sources.yml"
        ) }}
    {% endif %}
{% endmacro %}
