{# Where the copy lies: beside the warehouse, since that folder is there and may be written to. #}
{% macro even_copy() %}
    {{ return(target.path ~ '.landing.csv') }}
{% endmacro %}
