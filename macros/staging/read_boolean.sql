{# True or false from the spellings that sources use, null for anything else. Argument: text (an expression). #}
{% macro read_boolean(text) %}
case
            when lower({{ text }}) in ('t', 'true', '1', 'y', 'yes') then true
            when lower({{ text }}) in ('f', 'false', '0', 'n', 'no') then false
        end
{%- endmacro %}
