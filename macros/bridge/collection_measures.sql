{# The measures of int_bridge__collection_events, invoiced to collected, in the document's currency. #}
{% macro collection_measures() %}
    {{ return([
        'invoiced', 'sales_tax', 'receivable', 'receivable_overdue', 'unapplied_credit', 'unapplied_cash',
        'write_off', 'settlement_discount', 'fx_settlement', 'collected',
    ]) }}
{% endmacro %}
