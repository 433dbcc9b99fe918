{#
    Which systems are a `crm`, which an `erp`; every other one is `other`. Adding a system is adding its name to one of the lists.
    Arguments: none. Returns a dictionary: role -> systems. Errors: none.
#}
{% macro system_roles() %}
    {{ return({
        'crm': ['salesforce', 'hubspot', 'dynamics'],
        'erp': ['netsuite', 'quickbooks', 'xero', 'business_central'],
    }) }}
{% endmacro %}
