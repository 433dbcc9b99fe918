{#
    Text for comparison: lower case, Latin and Greek letters without accents, full-width forms narrowed, `&` and its
    usual words as "and", full stops and apostrophes gone, other punctuation as one space. Letters, digits and marks of
    every script stay, so that a Japanese, Hindi or Arabic name is never emptied and keeps its vowels.
    Arguments: expression, a SQL text expression. Returns a SQL expression: null where nothing is left.
#}
{% macro normalise_text(expression) -%}
    {%- set text = tieout.folded_text(expression) -%}
    {%- set text = "replace(replace(replace(" ~ text ~ ", '&', ' and '), '.', ''), '''', '')" -%}
    {#- A space between two words is one already: most texts hold nothing else to replace. -#}
    {%- set other = '[^\\p{L}\\p{N}\\p{M}' -%}
    {%- set text = tieout.replace_pattern(text, other ~ ' ]' ~ other ~ ']*| ' ~ other ~ ']+', ' ') -%}
    {%- set text = tieout.replace_pattern(text, ' (und|et|y|och) ', ' and ') -%}
    nullif(trim({{ text }}), '')
{%- endmacro %}
