{# The measures of int_bridge__contract_events, booked to invoiced, in the deal's currency (counts without one). #}
{% macro contract_measures() %}
    {{ return([
        'booked', 'bookings', 'not_invoiced', 'order_sla_passed',
        'ordered', 'order_lines', 'cancelled', 'due', 'overdue', 'order_tax',
        'billed', 'billed_outside', 'credited', 'other_currency', 'billed_tax',
    ]) }}
{% endmacro %}
