{{ conform('exchange_rates') }}
