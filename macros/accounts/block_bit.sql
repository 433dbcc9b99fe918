{#
    The bit of a kind of block key in `found_by`. Arguments: kind, a name of block_kinds(). Returns a number.
#}
{% macro block_bit(kind) %}
    {{ return(2 ** ((tieout.block_kinds().keys() | list).index(kind))) }}
{% endmacro %}
