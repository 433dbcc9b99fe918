{#
    Whether a text holds another. Arguments: text, part (SQL texts). Returns a SQL condition; null where one of them is.
#}
{% macro holds_text(text, part) %}
    {{ return(adapter.dispatch('holds_text', 'tieout')(text, part)) }}
{% endmacro %}

{% macro default__holds_text(text, part) -%}
    position({{ part }} in {{ text }}) > 0
{%- endmacro %}

{% macro duckdb__holds_text(text, part) -%}
    contains({{ text }}, {{ part }})
{%- endmacro %}
