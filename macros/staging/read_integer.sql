{# A whole number from text; `12.0` is 12, `12.5` is none. Argument: text (an expression). #}
{% macro read_integer(text) %}
case
            when {{ full_match(text, '[+-]?[0-9]+([.]0*)?') }}
                then {{ try_value(try_value(text, 'decimal(18, 0)'), 'integer') }}
        end
{%- endmacro %}
