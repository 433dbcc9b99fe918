{# The first day of a month from `2026-03` or from any date of it. Argument: text (an expression). #}
{% macro read_month(text) %}
case
            when {{ full_match(text, '[0-9]{4}-[0-9]{2}(-[0-9]{2})?([T ].*)?') }}
                then {{ try_value("substr(" ~ text ~ ", 1, 7) || '-01'", 'date') }}
        end
{%- endmacro %}
