{#
    Whether a text of words with single spaces holds a word. Arguments: text, word (SQL texts). Returns a SQL condition; null where
    one of them is.
#}
{% macro holds_word(text, word) -%}
    position(' ' || {{ word }} || ' ' in ' ' || {{ text }} || ' ') > 0
{%- endmacro %}
