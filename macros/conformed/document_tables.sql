{# The source table that holds the documents of each ERP, as `system.table`: where source_coverage counts what is eliminated. #}
{% macro document_tables() %}
    {{ return(['netsuite.transaction']) }}
{% endmacro %}
