{#
    A CRM record id as it can be compared. Salesforce shows one record under 15 characters (case-sensitive) and under 18
    (three more that repeat the case): an 18-character id is compared by its first 15. Other ids stay as they are.
#}
{% macro reference_key(expression) -%}
    case
        when length(trim({{ expression }})) = 18 then substr(trim({{ expression }}), 1, 15)
        else nullif(trim({{ expression }}), '')
    end
{%- endmacro %}
