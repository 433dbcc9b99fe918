{#
    A company's name for comparison, before its legal form is taken off (that needs the list `legal_forms`).
    Arguments: expression, a SQL text expression. Returns a SQL expression; null for a blank name.
#}
{% macro normalise_name(expression) %}
    {{ return(adapter.dispatch('normalise_name', 'tieout')(expression)) }}
{% endmacro %}

{% macro default__normalise_name(expression) -%}
    {{ tieout.normalise_text(expression) }}
{%- endmacro %}
