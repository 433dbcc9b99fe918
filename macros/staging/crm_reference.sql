{#
    A reference that people or other systems keep to a record of any system. A 15-character CRM id of an account (001...) or a
    deal (006...) is completed to 18; everything else stays as it is. Argument: expression.
#}
{% macro crm_reference(expression) %}
case
        when length({{ expression }}) = 15 and substr({{ expression }}, 1, 3) in ('001', '006')
            then {{ salesforce_id_18(expression) }}
        else {{ expression }}
    end
{%- endmacro %}
