{#
    How many of a row's amounts did not come out even and were rounded. An amount that needed no rounding gives none to `rounding`.
    Argument: a list of pairs of expressions: the amount as it is shown, and as it was before it was rounded.
    Returns an expression of a whole number; an amount without a rate (null) counts as none.
#}
{% macro postings_rounded(pairs) -%}
    (
        {%- for shown, exact in pairs %}
        {{ '+ ' if not loop.first }}case when {{ shown }} <> {{ exact }} then 1 else 0 end
        {%- endfor %}
    )
{%- endmacro %}
