{#
    What a pair that must not unite takes off the score of its accounts, in thousandths: more than all evidence together can outweigh.
    Arguments: none. Returns a number.
#}
{% macro kept_apart() %}
    {{ return(1000000000000) }}
{% endmacro %}
