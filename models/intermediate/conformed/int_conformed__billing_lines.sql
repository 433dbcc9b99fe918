{{ conform('billing_lines') }}
