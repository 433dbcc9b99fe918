{#
    What a system is to a company: `crm`, `erp` or `other`. Where sources disagree the role decides who wins
    (names: CRM first; parents: ERP first), so that no model needs to name a system.
    Adding a system is adding its name to one of the lists.
    Arguments: expression, the column that holds the system. Returns a SQL expression.
#}
{% macro role_of_system(expression) %}
    {%- set roles = {
        'crm': ['salesforce', 'hubspot', 'dynamics'],
        'erp': ['netsuite', 'quickbooks', 'xero', 'business_central'],
    } -%}
    case
        {%- for role, systems in roles.items() %}
        when {{ expression }} in ('{{ systems | join("', '") }}') then '{{ role }}'
        {%- endfor %}
        else 'other'
    end
{%- endmacro %}
