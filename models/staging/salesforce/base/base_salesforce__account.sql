{{ readable('salesforce', 'account') }}
