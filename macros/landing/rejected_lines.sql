{#
    The lines of extract files that could not be read, as a relation: system, table_name, file, line_number, line_text, error.
    Only DuckDB lands files; on any other warehouse the loader did, and there are none.
#}
{% macro rejected_lines() %}
    {{ return(adapter.dispatch('rejected_lines', 'tieout')()) }}
{% endmacro %}

{% macro default__rejected_lines() %}
    (
        select
            cast(null as {{ dbt.type_string() }}) as system,
            cast(null as {{ dbt.type_string() }}) as table_name,
            cast(null as {{ dbt.type_string() }}) as file,
            cast(null as {{ dbt.type_bigint() }}) as line_number,
            cast(null as {{ dbt.type_string() }}) as line_text,
            cast(null as {{ dbt.type_string() }}) as error
        where 1 = 0
    )
{% endmacro %}

{% macro duckdb__rejected_lines() %}
    {{ source('landing', 'rejected_rows') }}
{% endmacro %}
