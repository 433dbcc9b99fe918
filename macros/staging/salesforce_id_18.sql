{#
    The 18-character form of a CRM id. A 15-character id tells records apart by upper and lower case alone; its last three
    characters, added here, say which letters were upper case, so that ids compare safely everywhere. Anything that is not
    15 characters long stays as it is. Argument: expression.
#}
{% macro salesforce_id_18(expression) %}
case
        when length({{ expression }}) = 15 then {{ expression }}
            {%- for block in range(3) %}
            || substr('ABCDEFGHIJKLMNOPQRSTUVWXYZ012345', 1
                {%- for position in range(5) %}
                + case
                    when ascii(substr({{ expression }}, {{ block * 5 + position + 1 }}, 1)) between 65 and 90
                        then {{ 2 ** position }}
                    else 0
                end
                {%- endfor %}, 1)
            {%- endfor %}
        else {{ expression }}
    end
{%- endmacro %}
