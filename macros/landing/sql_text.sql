{# A text literal with its quotes doubled. Argument: value. #}
{% macro sql_text(value) %}
    {{ return("'" ~ (value | string | replace("'", "''")) ~ "'") }}
{% endmacro %}
