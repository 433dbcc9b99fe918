{{ readable('netsuite', 'currencyrate') }}
