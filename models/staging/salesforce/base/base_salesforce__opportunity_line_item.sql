{{ readable('salesforce', 'opportunity_line_item') }}
