{#
    The moment from which a record counts as known when NetSuite does not land when it was created: earlier than any document.
    No arguments; returns a timestamp.
#}
{% macro netsuite_always() -%}
    cast('1900-01-01 00:00:00' as timestamp)
{%- endmacro %}
