{{ readable('spreadsheets', 'adjustments') }}
