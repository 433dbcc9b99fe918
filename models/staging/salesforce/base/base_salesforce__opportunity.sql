{{ readable('salesforce', 'opportunity') }}
