{#
    A code for comparison (product code, spelling of a country): `normalise_text` without its spaces,
    so that "SUB-PLAT", "sub plat" and "SubPlat" are one code.
    Arguments: expression, a SQL text expression. Returns a SQL expression; null where nothing is left.
#}
{% macro normalise_code(expression) %}
    {{ return(adapter.dispatch('normalise_code', 'tieout')(expression)) }}
{% endmacro %}

{% macro default__normalise_code(expression) -%}
    replace({{ tieout.normalise_text(expression) }}, ' ', '')
{%- endmacro %}
