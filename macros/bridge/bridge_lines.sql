{#
    The reason lines of a step, in the order in which they are read, without `rounding` and `unexplained`, which close every step.
    `converted` lists those that convert at one rate for the deal; `rate_only` those that exist in reporting currency alone.
#}
{% macro bridge_lines(step, part='converted') %}
    {% set lines = {
        'booked_to_invoiced': {
            'converted': [
                'outside_invoiced_definition', 'outside_booked_definition', 'duplicate_booking', 'before_booking',
                'order_without_deal', 'tax_in_booking', 'crm_amount_stale', 'order_cancelled', 'credit_memo',
                'awaiting_order', 'missing_order', 'scheduled_billing', 'awaiting_invoice', 'overdue_invoice',
                'over_invoiced', 'awaiting_credit', 'invoice_without_deal', 'billed_in_other_currency',
            ],
            'rate_only': ['crm_fx_rate', 'fx_movement'],
        },
        'invoiced_to_recognised': {
            'converted': [
                'deferred_revenue', 'awaiting_delivery', 'unbilled_revenue', 'outside_recognised_definition',
                'no_recognition_schedule', 'recognised_before_delivery', 'manual_journal',
            ],
            'rate_only': ['fx_movement'],
        },
        'invoiced_to_collected': {
            'converted': [
                'sales_tax', 'receivable_not_due', 'receivable_overdue', 'unapplied_credit', 'unapplied_cash',
                'write_off', 'settlement_discount',
            ],
            'rate_only': ['fx_settlement'],
        },
    } %}
    {{ return(lines[step][part]) }}
{% endmacro %}
