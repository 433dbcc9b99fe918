{#
    The name of a street for comparison: without house numbers, and without the word for its kind where that ends a longer word or the
    name ("Linden" of "Lindenstraße"). Other kinds stay: Mill Street is not Mill Lane, and Main St looks enough like Main Street.
    Arguments: expression (SQL text). Returns a SQL expression; null where nothing is left.
#}
{% macro street_name(expression) -%}
    {%- set text = tieout.replace_pattern(tieout.normalise_text(expression), '[0-9]+[a-z]?( |$)', ' ') -%}
    nullif(trim({{ tieout.replace_pattern(text, '(strasse|str|straat|gatan|vagen|weg)( |$)', ' ') }}), '')
{%- endmacro %}
