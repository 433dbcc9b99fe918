{{ conform('currencies') }}
