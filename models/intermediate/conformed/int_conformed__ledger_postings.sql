{{ conform('ledger_postings') }}
