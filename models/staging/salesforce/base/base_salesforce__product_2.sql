{{ readable('salesforce', 'product_2') }}
