{#
    Whether a text holds plain Latin letters, digits and signs only, nothing beyond ASCII: most do, and that is quick to see.
    Argument: expression (SQL text). Returns a SQL condition.
#}
{% macro is_ascii(expression) %}
    {{ return(adapter.dispatch('is_ascii', 'tieout')(expression)) }}
{% endmacro %}

{% macro default__is_ascii(expression) -%}
    octet_length({{ expression }}) = length({{ expression }})
{%- endmacro %}

{% macro duckdb__is_ascii(expression) -%}
    strlen({{ expression }}) = length({{ expression }})
{%- endmacro %}
