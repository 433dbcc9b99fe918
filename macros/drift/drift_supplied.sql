{#
    What the switched-on systems can be measured on: one row per step of the bridge and per entity of exception_rules, with
    whether it is there at all. A threshold on the others is not applicable.
    Arguments: none. Returns a relation of kind (`step` or `entity`), name, is_supplied. Errors: none.
#}
{% macro drift_supplied() %}
    {% set needs = {
        'step': {
            'booked_to_invoiced': ['deals', 'billing_lines'],
            'invoiced_to_recognised': ['revenue_postings'],
            'invoiced_to_collected': ['applications'],
            'booked_to_reported': ['adjustments', 'deals'],
            'invoiced_to_reported': ['adjustments', 'billing_lines'],
            'recognised_to_reported': ['adjustments', 'revenue_postings'],
            'collected_to_reported': ['adjustments', 'applications'],
        },
        'entity': {
            'account': ['accounts'],
            'adjustment': ['adjustments'],
            'control': ['ledger_postings'],
            'document': ['documents'],
            'receipt': ['applications'],
        },
    } %}
    {% set rows = [] %}
    {% for kind, entries in needs.items() %}
        {% for name, entities in entries.items() %}
            {% do rows.append("('" ~ kind ~ "', '" ~ name ~ "', " ~ is_supplied(entities) | trim ~ ")") %}
        {% endfor %}
    {% endfor %}
    {{ return(values_relation(rows, {'kind': 'varchar', 'name': 'varchar', 'is_supplied': 'boolean'})) }}
{% endmacro %}
