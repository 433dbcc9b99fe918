{#
    Runs before every build. On DuckDB it loads the extracts into the schema of their source; on any other warehouse the loader
    has done that, and this only checks that the required tables and columns are there.
    Error: one compiler error with every missing table or column, before any model runs.
#}
{% macro land_extracts() %}
    {# A start of the history that is no first of a month stops the build here. #}
    {% do history_start() %}
    {% if execute and flags.WHICH not in ('seed', 'clone', 'compile', 'docs', 'generate') %}
        {% do adapter.dispatch('land_extracts', 'tieout')() %}
    {% endif %}
{% endmacro %}

{% macro default__land_extracts() %}
    {% set problems = custom_field_problems() %}
    {% for table in declared_tables() %}
        {% set relation = source_relation(table) %}
        {% set read = table.schema ~ '.' ~ table.identifier %}
        {% if relation is none and table.is_required %}
            {% do problems.append(missing_source(table.system, table.name, none, read)) %}
        {% elif relation is not none %}
            {% set found = source_column_names(table) %}
            {% for column in table.columns if column.is_required
                and landed_column_name(table.system, table.name, column.name) | lower not in found %}
                {% do problems.append(missing_source(table.system, table.name, column.name, read, found)) %}
            {% endfor %}
        {% endif %}
    {% endfor %}
    {% do raise_landing_problems(problems) %}
{% endmacro %}

{% macro duckdb__land_extracts() %}
    {% do create_landing_tables() %}
    {% set problems = custom_field_problems() %}
    {% set changed = [] %}
    {% set remembered = remembered_files() %}
    {% for system in var('systems') | unique %}
        {% set files = extract_files(system) %}
        {% for table in declared_tables(system) %}
            {% set extract = find_extract(table, files) %}
            {% do problems.extend(extract.problems) %}
            {% if not extract.problems and extract.fingerprint != remembered.get(system ~ '.' ~ table.name) %}
                {% set plan = landing_plan(table, extract) %}
                {% do problems.extend(plan.problems) %}
                {% do changed.append(plan) %}
            {% endif %}
        {% endfor %}
    {% endfor %}
    {% do raise_landing_problems(problems) %}
    {% if changed %}
        {% do run_query('begin transaction') %}
        {% for plan in changed %}
            {% do problems.extend(land_table(plan)) %}
        {% endfor %}
        {% do run_query('rollback' if problems else 'commit') %}
        {% do raise_landing_problems(problems) %}
    {% endif %}
    {# What is built from the landed rows needs no order, so it is written on every core. #}
    {% do run_query('set preserve_insertion_order = false') %}
{% endmacro %}
