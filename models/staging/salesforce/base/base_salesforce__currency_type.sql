{{ readable('salesforce', 'currency_type') }}
