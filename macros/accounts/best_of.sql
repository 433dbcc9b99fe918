{#
    The number with the highest value of a group; of equal ones the smallest, so that the order of rows plays no part.
    Arguments: number, value (SQL numbers). Returns an aggregate.
#}
{% macro best_of(number, value) %}
    {{ return(adapter.dispatch('best_of', 'tieout')(number, value)) }}
{% endmacro %}

{% macro default__best_of(number, value) -%}
    max_by({{ number }}, struct({{ value }}, -{{ number }}))
{%- endmacro %}

{% macro duckdb__best_of(number, value) -%}
    arg_max({{ number }}, ({{ value }}, -{{ number }}))
{%- endmacro %}
