{#
    How much two texts look alike, from 0 (nothing) to 1 (equal); a common beginning counts for more (Jaro-Winkler). Scales
    differ between engines: the weights of a level are estimated on the engine where it is used.
    Arguments: left_text, right_text (SQL texts). Returns a SQL expression; null where one of them is.
#}
{% macro text_similarity(left_text, right_text) %}
    {{ return(adapter.dispatch('text_similarity', 'tieout')(left_text, right_text)) }}
{% endmacro %}

{% macro default__text_similarity(left_text, right_text) -%}
    (1 - levenshtein({{ left_text }}, {{ right_text }})
        / cast(greatest(length({{ left_text }}), length({{ right_text }}), 1) as double))
{%- endmacro %}

{% macro duckdb__text_similarity(left_text, right_text) -%}
    jaro_winkler_similarity({{ left_text }}, {{ right_text }})
{%- endmacro %}
