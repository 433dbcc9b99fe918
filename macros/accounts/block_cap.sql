{#
    How many records one block key may hold before a narrower key takes its place: pairs grow with the square of it.
    Arguments: none. Returns a number.
#}
{% macro block_cap() %}
    {{ return(60) }}
{% endmacro %}
