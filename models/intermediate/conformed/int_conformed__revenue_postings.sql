{{ conform('revenue_postings') }}
