{#
    The most that rounding can come to: half a cent for each amount that was rounded, in whole cents, since every amount is.
    Argument: an expression of how many amounts were rounded (`postings_rounded`, and the documents behind the row).
#}
{% macro rounding_limit(postings) -%}
    cast(0.01 * {{ integer_quotient(postings, 2) }} as decimal(18, 2))
{%- endmacro %}
