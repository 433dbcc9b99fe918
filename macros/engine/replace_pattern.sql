{#
    Replaces every match of a regular expression (engines differ in the flag that says "every").
    Arguments: expression (SQL text), pattern and replacement (plain strings, no quotes inside). Returns a SQL expression.
#}
{% macro replace_pattern(expression, pattern, replacement) %}
    {{ return(adapter.dispatch('replace_pattern', 'tieout')(expression, pattern, replacement)) }}
{% endmacro %}

{% macro default__replace_pattern(expression, pattern, replacement) -%}
    regexp_replace({{ expression }}, '{{ pattern }}', '{{ replacement }}')
{%- endmacro %}

{% macro duckdb__replace_pattern(expression, pattern, replacement) -%}
    regexp_replace({{ expression }}, '{{ pattern }}', '{{ replacement }}', 'g')
{%- endmacro %}

{% macro postgres__replace_pattern(expression, pattern, replacement) -%}
    regexp_replace({{ expression }}, '{{ pattern }}', '{{ replacement }}', 'g')
{%- endmacro %}
