{#
    Whose word on parents is believed first: 1 for a steward's, then the ERP's, because it bills along its hierarchy, then the CRM's.
    Arguments: role (SQL text: a system_role of int_accounts__parents_claimed). Returns a SQL expression.
#}
{% macro parent_precedence(role) -%}
    case {{ role }} when 'steward' then 1 when 'erp' then 2 when 'crm' then 3 else 4 end
{%- endmacro %}
