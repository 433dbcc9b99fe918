{#
    The shared shape of every conformed entity: column name -> type, in order.
    A staging model that supplies an entity ends in exactly these columns; `conform(entity)` unites its suppliers.
    Every row is one version of a record: known from `known_from` (UTC), until `known_to` (UTC, open end null).
    Money is decimal(18,2) in the currency the column's row names; rates are decimal(20,12), "amount x rate = amount in the other currency".
#}
{% macro entity_shape(entity) %}
    {% set text, money, rate, day, moment, flag = 'varchar', 'decimal(18,2)', 'decimal(20,12)', 'date', 'timestamp', 'boolean' %}
    {% set shapes = {
        'accounts': {
            'source_account_id': text, 'account_number': text, 'account_name': text, 'parent_source_account_id': text,
            'surviving_source_account_id': text, 'counterpart_ref': text, 'tax_id': text, 'website': text, 'email': text,
            'phone': text, 'country': text, 'postal_code': text, 'city': text, 'street': text, 'owner_ref': text,
            'master_account_ref': text, 'record_created_at': moment, 'record_changed_at': moment, 'is_deleted': flag,
        },
        'people': {
            'source_person_id': text, 'person_kind': text, 'person_name': text, 'email': text, 'source_account_id': text,
            'is_active': flag, 'surviving_source_person_id': text, 'is_deleted': flag,
        },
        'products': {
            'source_product_id': text, 'product_code': text, 'product_name': text, 'recognition_rule': text,
            'is_active': flag, 'is_deleted': flag,
        },
        'deals': {
            'source_deal_id': text, 'source_account_id': text, 'deal_name': text, 'deal_type': text, 'stage_name': text,
            'is_won': flag, 'is_closed': flag, 'close_date': day, 'currency': text, 'deal_amount': money, 'owner_ref': text,
            'order_number': text, 'contract_start_date': day, 'contract_term_months': 'integer', 'billing_frequency': text,
            'contract_executed_date': day, 'record_created_at': moment, 'won_known_from': moment,
            'is_reconstructed': flag, 'is_deleted': flag,
        },
        'deal_lines': {
            'source_deal_id': text, 'source_line_id': text, 'source_product_id': text, 'product_code': text,
            'product_name': text, 'line_amount': money, 'is_deleted': flag,
        },
        'documents': {
            'document_id': text, 'document_type': text, 'document_number': text, 'po_number': text, 'document_date': day,
            'due_date': day, 'source_account_id': text, 'bill_to_source_account_id': text, 'currency': text,
            'base_currency': text, 'exchange_rate': rate, 'document_amount': money, 'tax_amount': money, 'deal_ref': text,
            'created_from_document_id': text, 'is_eliminated': flag, 'erp_open_amount': money, 'erp_unused_amount': money,
        },
        'order_lines': {
            'document_id': text, 'line_id': text, 'line_number': 'integer', 'source_product_id': text, 'line_amount': money,
            'billing_date': day, 'cancelled_date': day, 'cancelled_amount': money, 'erp_unbilled_amount': money,
        },
        'billing_lines': {
            'document_id': text, 'line_id': text, 'line_number': 'integer', 'line_kind': text, 'source_product_id': text,
            'line_amount': money, 'base_amount': money, 'posting_kind': text, 'has_schedule': flag,
            'order_document_id': text, 'order_line_id': text, 'created_from_document_id': text,
        },
        'revenue_postings': {
            'posting_id': text, 'document_id': text, 'posting_date': day, 'ledger_account_id': text,
            'source_account_id': text, 'released_document_id': text, 'released_line_id': text, 'source_product_id': text,
            'currency': text, 'posted_amount': money, 'base_amount': money, 'is_manual': flag,
        },
        'applications': {
            'application_id': text, 'application_kind': text, 'settled_document_id': text, 'settling_document_id': text,
            'settled_amount': money, 'settling_amount': money, 'discount_amount': money,
        },
        'ledger_postings': {
            'document_id': text, 'document_type': text, 'line_id': text, 'source_account_id': text, 'ledger_account_id': text,
            'ledger_account_name': text, 'account_kind': text, 'period_start_date': day, 'base_currency': text, 'base_amount': money, 'is_eliminated': flag,
        },
        'projects': {
            'project_id': text, 'project_name': text, 'account_name': text, 'account_ref': text, 'deal_ref': text,
            'status': text, 'contract_executed_date': day, 'planned_start_date': day, 'started_date': day, 'live_date': day,
            'cancelled_date': day, 'planned_hours': 'decimal(18,2)', 'actual_hours': 'decimal(18,2)', 'cost_amount': money,
            'currency': text, 'owner': text,
        },
        'adjustments': {
            'adjustment_id': text, 'metric': text, 'account_ref': text, 'deal_ref': text, 'period_month': day,
            'amount': money, 'currency': text, 'reason': text, 'requested_by': text, 'approved_by': text,
            'approved_at': moment, 'expires_on': day,
        },
        'exchange_rates': {
            'rate_role': text, 'rate_id': text, 'from_currency': text, 'to_currency': text, 'valid_from': day,
            'valid_to': day, 'rate': rate,
        },
        'currencies': {
            'currency': text, 'decimal_places': 'integer', 'is_corporate': flag,
        },
    } %}
    {% if entity not in shapes %}
        {{ exceptions.raise_compiler_error("entity_shape: no entity '" ~ entity ~ "'; known: " ~ shapes.keys() | join(', ')) }}
    {% endif %}
    {% set shape = {'source_system': text} %}
    {% do shape.update(shapes[entity]) %}
    {% do shape.update({'known_from': moment, 'known_to': moment}) %}
    {{ return(shape) }}
{% endmacro %}
