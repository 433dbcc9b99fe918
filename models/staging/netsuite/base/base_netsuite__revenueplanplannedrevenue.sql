{{ readable('netsuite', 'revenueplanplannedrevenue') }}
