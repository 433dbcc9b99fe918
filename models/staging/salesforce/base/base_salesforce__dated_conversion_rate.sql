{{ readable('salesforce', 'dated_conversion_rate') }}
