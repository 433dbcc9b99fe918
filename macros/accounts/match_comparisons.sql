{#
    What two records are compared by, in the order of the columns: each comparison is a level of int_accounts__pairs_compared and
    a weight of int_accounts__pairs_scored. Arguments: none. Returns a list of names.
#}
{% macro match_comparisons() %}
    {{ return([
        'name', 'words', 'left_over', 'numbers', 'place', 'legal_form', 'country', 'domain', 'phone', 'postcode', 'city', 'street',
    ]) }}
{% endmacro %}
