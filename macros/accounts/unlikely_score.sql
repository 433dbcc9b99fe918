{#
    Pairs at or below this score are so far from a match that they count for nothing. Arguments: none. Returns a number.
#}
{% macro unlikely_score() %}
    {{ return(-8) }}
{% endmacro %}
