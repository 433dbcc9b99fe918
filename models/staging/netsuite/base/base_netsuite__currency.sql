{{ readable('netsuite', 'currency') }}
