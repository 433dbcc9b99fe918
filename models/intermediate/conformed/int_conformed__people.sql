{{ conform('people') }}
