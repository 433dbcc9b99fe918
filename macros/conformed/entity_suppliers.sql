{#
    Which system supplies which entity: adding a system is adding a staging folder and its name here.
    Returns the names of the staging models of the systems that are switched on (var `systems`).
#}
{% macro entity_suppliers(entity) %}
    {% set suppliers = {
        'accounts': ['salesforce', 'netsuite'],
        'people': ['salesforce'],
        'products': ['salesforce', 'netsuite'],
        'deals': ['salesforce'],
        'deal_lines': ['salesforce'],
        'documents': ['netsuite'],
        'order_lines': ['netsuite'],
        'billing_lines': ['netsuite'],
        'revenue_postings': ['netsuite'],
        'applications': ['netsuite'],
        'ledger_postings': ['netsuite'],
        'projects': ['ops'],
        'adjustments': ['spreadsheets'],
        'exchange_rates': ['salesforce', 'netsuite'],
        'currencies': ['salesforce', 'netsuite'],
    } %}
    {% set models = [] %}
    {% for system in suppliers[entity] if system in var('systems') %}
        {% do models.append('stg_' ~ system ~ '__' ~ entity) %}
    {% endfor %}
    {{ return(models) }}
{% endmacro %}
