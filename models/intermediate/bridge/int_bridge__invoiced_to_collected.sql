-- invoiced -> collected as month changes, on the account that was billed; cash applied to nothing
-- on the payer's account and no deal.
{{ line_changes(
    ref('int_bridge__invoiced_to_collected_converted'),
    'invoiced_to_collected',
    ['deal_id', 'account_id', 'currency'],
    bridge_lines('invoiced_to_collected') + bridge_lines('invoiced_to_collected', 'rate_only'),
    from_line='invoiced',
    to_line='collected'
) }}
