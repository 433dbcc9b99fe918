{#
    Text for comparison: lower case, Latin and Greek letters without accents, full-width forms narrowed, `&` and its
    usual words as "and", full stops and apostrophes gone, other punctuation as one space. Letters, digits and marks of
    every script stay, so that a Japanese, Hindi or Arabic name is never emptied and keeps its vowels.
    Arguments: expression, a SQL text expression. Returns a SQL expression: null where nothing is left.
#}
{% macro normalise_text(expression) %}
    {{ return(adapter.dispatch('normalise_text', 'tieout')(expression)) }}
{% endmacro %}

{% macro default__normalise_text(expression) -%}
    {{ tieout.tidy_text('lower(cast(' ~ expression ~ ' as varchar))') }}
{%- endmacro %}

{# Composes letters first, so that "e" + accent and "é" are one letter. Only texts beyond ASCII pay for the folding. #}
{% macro duckdb__normalise_text(expression) -%}
    {%- set text = 'cast(' ~ expression ~ ' as varchar)' -%}
    case
        when strlen({{ text }}) = length({{ text }})
            then {{ tieout.tidy_text('lower(' ~ text ~ ')', folds=false) }}
        else {{ tieout.tidy_text('lower(nfc_normalize(' ~ text ~ '))') }}
    end
{%- endmacro %}
