{{ readable('salesforce', 'user') }}
