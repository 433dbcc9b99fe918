{#
    What accounts hold in common beside the words of their names: field -> the comparisons that it is made of. Many records lack one or another: two
    accounts are compared in a field by those of their pairs of records that have something to say (`clusters_of`).
    Arguments: none. Returns a dict.
#}
{% macro evidence_fields() %}
    {{ return({
        'domain': ['domain'],
        'phone': ['phone'],
        'address': ['postcode', 'city', 'street', 'address_parts'],
        'country': ['country'],
        'legal_form': ['legal_form'],
        'place': ['place'],
    }) }}
{% endmacro %}
