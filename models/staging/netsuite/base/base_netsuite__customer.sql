{{ readable('netsuite', 'customer') }}
