{#
    What a system is to a company: `crm`, `erp` or `other`. Where sources disagree the role decides who wins
    (parents: ERP first; values: seed field_sources), so that no model needs to name a system.
    Arguments: expression, the column that holds the system. Returns a SQL expression.
#}
{% macro role_of_system(expression) %}
    case
        {%- for role, systems in tieout.system_roles().items() %}
        when {{ expression }} in ('{{ systems | join("', '") }}') then '{{ role }}'
        {%- endfor %}
        else 'other'
    end
{%- endmacro %}
