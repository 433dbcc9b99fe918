-- invoiced -> recognised as month changes, on the account that was billed.
{{ line_changes(
    ref('int_bridge__invoiced_to_recognised_converted'),
    'invoiced_to_recognised',
    ['deal_id', 'account_id', 'currency'],
    bridge_lines('invoiced_to_recognised') + bridge_lines('invoiced_to_recognised', 'rate_only'),
    from_line='invoiced',
    to_line='recognised'
) }}
