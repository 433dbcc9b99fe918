{#
    What two records are compared by, in the order of the columns, without the tax number, whose weight is given and never estimated.
    Arguments: none. Returns a list of names.
#}
{% macro match_comparisons() %}
    {{ return((tieout.match_levels().keys() | reject('equalto', 'tax_id') | list) + (tieout.joint_levels().keys() | list)) }}
{% endmacro %}
