{#
    The name of a street for comparison: without house number, without the word for its kind ("Main Street" and "Main St",
    "Linden" of "Lindenstraße"). Arguments: expression (SQL text). Returns a SQL expression; null where nothing is left.
#}
{% macro street_name(expression) -%}
    {%- set kinds = 'street|st|road|rd|avenue|ave|av|lane|ln|drive|dr|boulevard|blvd|bd|bvd|court|ct|place|pl|square|sq|way|'
        ~ 'parkway|pkwy|highway|hwy|rue|chemin|calle|avenida|avda|c|via|viale|corso|piazza|plaza|ul|ulica|rua|strasse|str|weg|'
        ~ 'platz|allee|straat|laan|gatan|gata|vagen|vej|veien|gade|tie|katu|suite|ste|floor|fl|unit|room|rm|p o box|po box' -%}
    {%- set text = tieout.replace_pattern(tieout.normalise_text(expression), '[0-9]+[a-z]?( |$)', ' ') -%}
    {#- Twice, since two words of the kind share the space between them. -#}
    {%- for round in range(2) -%}
        {%- set text = tieout.replace_pattern(text, '(^| )(' ~ kinds ~ ')( |$)', ' ') -%}
    {%- endfor -%}
    nullif(trim({{ tieout.replace_pattern(text, '(strasse|str|straat|gatan|vagen|weg)( |$)', ' ') }}), '')
{%- endmacro %}
