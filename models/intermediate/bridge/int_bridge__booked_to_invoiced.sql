-- booked -> invoiced as month changes, on the account that bought. What was invoiced stands on the
-- accounts that were billed: int_bridge__invoiced_accounts.
{{ line_changes(
    ref('int_bridge__booked_to_invoiced_converted'),
    'booked_to_invoiced',
    ['deal_id', 'account_id', 'currency'],
    bridge_lines('booked_to_invoiced') + bridge_lines('booked_to_invoiced', 'rate_only'),
    from_line='booked'
) }}
