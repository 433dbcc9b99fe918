{{ conform('deals') }}
