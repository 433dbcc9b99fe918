{#
    The name under which a company's extract carries a declared column: the column itself, unless the var `custom_fields`
    names another, as in {salesforce.opportunity: {contract_term_c: my_term__c}}.
    Arguments: system, table, column.
#}
{% macro landed_column_name(system, table, column) %}
    {% set renamed = var('custom_fields', {}).get(system ~ '.' ~ table) or {} %}
    {{ return(renamed.get(column) or column) }}
{% endmacro %}
