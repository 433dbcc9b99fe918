{#
    The probability of a match for a score, which is the logarithm of its odds. Arguments: score (SQL number). Returns a SQL expression.
#}
{% macro match_probability(score) -%}
    1 / (1 + exp(-least(greatest({{ score }}, -30), 30)))
{%- endmacro %}
