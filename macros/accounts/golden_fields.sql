{#
    The fields of the master account that field_sources decides on, each with the column of int_accounts__records_normalised
    that its value comes from. Arguments: none. Returns a dictionary: field -> column. Errors: none.
#}
{% macro golden_fields() %}
    {{ return({
        'account_name': 'account_name', 'domain': 'domain', 'tax_id': 'tax_id', 'country': 'country_code',
        'phone': 'written_phone',
    }) }}
{% endmacro %}
