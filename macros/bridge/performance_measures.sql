{# The measures of int_bridge__performance_events, invoiced to recognised, in the document's currency. #}
{% macro performance_measures() %}
    {{ return([
        'invoiced', 'outside_recognised', 'unscheduled', 'billed_milestones', 'recognised', 'manual',
        'recognised_milestones', 'delivered',
        'invoiced_exact', 'invoiced_reporting', 'recognised_exact', 'recognised_reporting',
        'rounded_documents',
    ]) }}
{% endmacro %}
