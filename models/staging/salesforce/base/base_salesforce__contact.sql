{{ readable('salesforce', 'contact') }}
