{#
    A tax number in capitals, its letters and digits only, without the words VAT, EIN, TIN, MWST, TVA, IVA, MVA around it, for `tax_number`.
    Arguments: expression (SQL text). Returns a SQL expression.
#}
{% macro tax_text(expression) -%}
    {%- set text = tieout.replace_pattern(
        'upper(cast(' ~ expression ~ ' as varchar))', '[^A-Z0-9]+', ''
    ) -%}
    {%- set text = tieout.replace_pattern(text, '^(VAT|EIN|TIN)|(MWST|TVA|IVA|MVA|VAT)$', '') -%}
    {{ text }}
{%- endmacro %}
