{#
    Text in lower case, Latin and Greek letters without accents, full-width forms narrowed, what cannot be seen gone.
    Arguments: expression, a SQL text expression. Returns a SQL expression.
#}
{% macro folded_text(expression) %}
    {{ return(adapter.dispatch('folded_text', 'tieout')(expression)) }}
{% endmacro %}

{% macro default__folded_text(expression) -%}
    {{ tieout.folded_letters('lower(cast(' ~ expression ~ ' as varchar))') }}
{%- endmacro %}

{# Composes letters first, so that "e" + accent and "é" are one letter. Only texts beyond ASCII pay for the folding. #}
{% macro duckdb__folded_text(expression) -%}
    {%- set text = 'cast(' ~ expression ~ ' as varchar)' -%}
    case
        when {{ tieout.is_ascii(text) }} then lower({{ text }})
        else {{ tieout.folded_letters('lower(nfc_normalize(' ~ text ~ '))') }}
    end
{%- endmacro %}
