{{ readable('salesforce', 'opportunity_history') }}
