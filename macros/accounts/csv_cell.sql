{#
    A text as a cell of a CSV file: in quotes where it holds a comma, a quote or a line's end. Arguments: expression (SQL text).
    Returns a SQL expression.
#}
{% macro csv_cell(expression) -%}
    case
        when {{ expression }} like '%,%' or {{ expression }} like '%"%' or {{ expression }} like '%' || chr(10) || '%'
            then '"' || replace({{ expression }}, '"', '""') || '"'
        else {{ expression }}
    end
{%- endmacro %}
