{#
    A condition: a regular expression is found somewhere in the text.

    Arguments: expression, text; regex; is_raw, use the warehouse's raw literal (where it has one);
    flags, the warehouse's own letters, such as 'i' for "ignore case".
    Errors: stops when is_raw or flags are asked of a warehouse that has no such thing.
#}
{% macro pattern_found(expression, regex, is_raw, flags) %}
    {{ return(adapter.dispatch("pattern_found", "dbt_expectations")(
        expression, regex, is_raw, flags
    )) }}
{% endmacro %}

{% macro default__pattern_found(expression, regex, is_raw, flags) %}
    {%- if is_raw or flags -%}
        {{ exceptions.raise_compiler_error(
            "The stand-in for dbt-expectations knows is_raw and flags on DuckDB only."
        ) }}
    {%- endif -%}
    {{ return("(regexp_instr(" ~ expression ~ ", '" ~ regex ~ "', 1, 1) > 0)") }}
{% endmacro %}

{% macro duckdb__pattern_found(expression, regex, is_raw, flags) %}
    {{ return("regexp_matches(" ~ expression ~ ", '" ~ regex ~ "', '" ~ flags ~ "')") }}
{% endmacro %}

{% macro postgres__pattern_found(expression, regex, is_raw, flags) %}
    {{ return("(" ~ expression ~ " ~ '" ~ ("(?" ~ flags ~ ")" if flags else "") ~ regex ~ "')") }}
{% endmacro %}

{% macro spark__pattern_found(expression, regex, is_raw, flags) %}
    {%- if is_raw or flags -%}
        {{ exceptions.raise_compiler_error(
            "The stand-in for dbt-expectations knows is_raw and flags on DuckDB only."
        ) }}
    {%- endif -%}
    {{ return("(" ~ expression ~ " rlike '" ~ regex ~ "')") }}
{% endmacro %}
